package skein.core.gpu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.lwjgl.egl.EGL15.*;
import static org.lwjgl.system.MemoryStack.stackPush;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lwjgl.PointerBuffer;
import org.lwjgl.egl.EGL;
import org.lwjgl.egl.EXTDeviceEnumeration;
import org.lwjgl.egl.EXTDeviceQuery;
import org.lwjgl.egl.EXTPlatformDevice;
import org.lwjgl.opengl.GL;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import skein.core.fault.LibraryFaults;
import skein.core.fault.SkeinException;

/**
 * An OpenGL 4.5 core context without a display or a surface, through EGL: on the first hardware
 * device that gives one, else on Mesa's software renderer. Current on the thread that made it,
 * which also closes it.
 */
public final class EglHeadless implements AutoCloseable {
  private static final String SOFTWARE_DEVICE = "EGL_MESA_device_software";
  private static final int PLATFORM_SURFACELESS_MESA = 0x31DD;
  private static final int[] CONFIG = {
    EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE
  };
  private static final int[] CONTEXT = {
    EGL_CONTEXT_MAJOR_VERSION,
    4,
    EGL_CONTEXT_MINOR_VERSION,
    5,
    EGL_CONTEXT_OPENGL_PROFILE_MASK,
    EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
    EGL_CONTEXT_OPENGL_DEBUG,
    EGL_TRUE,
    EGL_NONE
  };

  /** A platform and a device on it that may give a context. */
  private record Candidate(int platform, long device, String name) {}

  private final long display;
  private final long context;
  private boolean closed;

  private EglHeadless(long display, long context) {
    this.display = display;
    this.context = context;
  }

  /**
   * Makes a context and makes it current on this thread.
   *
   * @throws SkeinException of kind ENVIRONMENT when there is no EGL or no device gives OpenGL 4.5
   */
  public static EglHeadless open() {
    Configuration.OPENGL_CONTEXT_API.set("EGL");
    // its advice on libraries that cannot be loaded: ours is one line
    Configuration.DEBUG_STREAM.set(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    List<String> refusals = new ArrayList<>();
    for (Candidate candidate : candidates()) {
      @Nullable EglHeadless opened = tryOpen(candidate, refusals);
      if (opened != null) {
        return opened;
      }
    }
    String why = refusals.isEmpty() ? "no graphics device" : String.join("; ", refusals);
    throw missing("no OpenGL 4.5 without a display, " + why);
  }

  private static SkeinException missing(String why) {
    return SkeinException.environment(
        "OpenGL", why, "install libegl1 and libgl1-mesa-dri, or a graphics driver with EGL");
  }

  private static List<Candidate> candidates() {
    String extensions = clientExtensions();
    List<Candidate> out = new ArrayList<>();
    // NVIDIA names enumeration and queries of devices by their older, common extension.
    if (extensions.contains("EGL_EXT_platform_device")
        && (extensions.contains("EGL_EXT_device_enumeration")
            || extensions.contains("EGL_EXT_device_base"))) {
      addDevices(out);
    }
    if (extensions.contains("EGL_MESA_platform_surfaceless")) {
      out.add(new Candidate(PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, "surfaceless"));
    }
    return out;
  }

  private static String clientExtensions() {
    try {
      if (!EGL.getCapabilities().EGL15) {
        throw missing("EGL 1.5 is needed");
      }
      @Nullable String extensions = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
      return extensions == null ? "" : extensions;
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      if (LibraryFaults.lacksRoom(e)) {
        throw LibraryFaults.loading("OpenGL's library", e);
      }
      throw missing("the EGL library is not installed");
    }
  }

  /** Hardware devices first, in the order of the system. */
  private static void addDevices(List<Candidate> out) {
    try (MemoryStack stack = stackPush()) {
      IntBuffer count = stack.mallocInt(1);
      PointerBuffer devices = stack.mallocPointer(64);
      if (!EXTDeviceEnumeration.eglQueryDevicesEXT(devices, count)) {
        return;
      }
      int hardware = 0;
      for (int i = 0; i < count.get(0); i++) {
        long device = devices.get(i);
        @Nullable String extensions =
            EXTDeviceQuery.eglQueryDeviceStringEXT(device, EGL_EXTENSIONS);
        boolean software = extensions != null && extensions.contains(SOFTWARE_DEVICE);
        int platform = EXTPlatformDevice.EGL_PLATFORM_DEVICE_EXT;
        String name = software ? "software device" : "device " + i;
        out.add(software ? out.size() : hardware++, new Candidate(platform, device, name));
      }
    }
  }

  private static @Nullable EglHeadless tryOpen(Candidate candidate, List<String> refusals) {
    long display = platformDisplay(candidate);
    if (display == EGL_NO_DISPLAY) {
      refusals.add(candidate.name + ": no display");
      return null;
    }
    try (MemoryStack stack = stackPush()) {
      IntBuffer major = stack.mallocInt(1);
      IntBuffer minor = stack.mallocInt(1);
      if (!eglInitialize(display, major, minor)) {
        refusals.add(candidate.name + ": EGL does not start");
        return null;
      }
      EGL.createDisplayCapabilities(display, major.get(0), minor.get(0));
    }
    long context = createContext(display);
    if (context == EGL_NO_CONTEXT) {
      refusals.add(candidate.name + ": no OpenGL 4.5 core context");
      eglTerminate(display);
      return null;
    }
    if (!eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) {
      refusals.add(candidate.name + ": context needs a surface");
      eglDestroyContext(display, context);
      eglTerminate(display);
      return null;
    }
    GL.createCapabilities(true);
    return new EglHeadless(display, context);
  }

  // EGL15's own method refuses the default display, which is null.
  private static long platformDisplay(Candidate candidate) {
    long function = EGL.getCapabilities().eglGetPlatformDisplay;
    return JNI.callPPP(candidate.platform, candidate.device, MemoryUtil.NULL, function);
  }

  private static long createContext(long display) {
    if (!eglBindAPI(EGL_OPENGL_API)) {
      return EGL_NO_CONTEXT;
    }
    try (MemoryStack stack = stackPush()) {
      PointerBuffer configs = stack.callocPointer(1);
      boolean chosen = eglChooseConfig(display, CONFIG, configs, new int[1]);
      long config = chosen ? configs.get(0) : MemoryUtil.NULL;
      return eglCreateContext(display, config, EGL_NO_CONTEXT, CONTEXT);
    }
  }

  /**
   * Leaves and destroys the context. A driver may crash the process at exit when this is left out.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    GL.setCapabilities(null);
    eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display, context);
    eglTerminate(display);
    eglReleaseThread();
  }
}
