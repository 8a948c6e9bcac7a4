package skein.systems.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import imgui.flag.ImGuiKey;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import skein.core.fault.SkeinException;

class OverlaySystemTest {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;

  private static OverlaySystem overlay(Stage stage, OverlayState state) {
    OverlayGallery.flights(stage);
    stage.frame.width = WIDTH;
    stage.frame.height = HEIGHT;
    return new OverlaySystem(stage.layer, stage.model, state, List.of());
  }

  private static void frames(Stage stage, OverlaySystem overlay, int count) {
    for (int i = 0; i < count; i++) {
      overlay.update(1 / 60f);
    }
    stage.gpu.check();
  }

  @Test
  void aSteadyFrameAllocatesNothing() {
    try (Stage stage = new Stage(1)) {
      OverlayState state = new OverlayState();
      state.hud = true;
      OverlaySystem overlay = overlay(stage, state);
      stage.paint(WIDTH, HEIGHT);
      frames(stage, overlay, 3);
      stage.paint(WIDTH, HEIGHT);
      OverlayGallery.hover(stage, state);
      stage.series.loader = new FixedLoader(1_000_000, 0.5);
      frames(stage, overlay, 200);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      threads.getCurrentThreadAllocatedBytes();
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 600; i++) {
        stage.view.x.pan(0.001);
        stage.hover.px += 0.25f;
        stage.frame.recorder.record(4_000_000 + i * 1_000);
        overlay.update(1 / 60f);
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      // The smallest object has 16 bytes: one a frame would be 9,600; a buffer may grow once.
      assertThat(bytes).as("bytes in 600 frames").isLessThan(4_096);
      stage.gpu.check();
    }
  }

  @Test
  void thePlotLiesBetweenThePanelsAndFillsTheWindowWithoutThem() {
    try (Stage stage = new Stage(1)) {
      OverlayState state = new OverlayState();
      OverlaySystem overlay = overlay(stage, state);
      stage.paint(WIDTH, HEIGHT);
      frames(stage, overlay, 2);
      assertThat(stage.view.plotX).isGreaterThan(260);
      assertThat(stage.view.plotX + stage.view.plotWidth).isLessThan(WIDTH - 280);
      int narrow = stage.view.plotWidth;
      press(stage, ImGuiKey.Tab);
      frames(stage, overlay, 3);
      assertThat(state.panels).isFalse();
      assertThat(stage.view.plotWidth).isGreaterThan(narrow + 300);
      assertThat(stage.view.plotY + stage.view.plotHeight).isLessThan(HEIGHT - 24);
    }
  }

  private static void press(Stage stage, int key) {
    stage.layer.input().key(key, true);
    stage.layer.input().key(key, false);
  }

  @Test
  void keysOpenTheCards() {
    try (Stage stage = new Stage(1)) {
      OverlayState state = new OverlayState();
      OverlaySystem overlay = overlay(stage, state);
      stage.paint(WIDTH, HEIGHT);
      frames(stage, overlay, 2);
      press(stage, ImGuiKey.F3);
      press(stage, ImGuiKey.F1);
      frames(stage, overlay, 3);
      assertThat(state.hud).isTrue();
      assertThat(state.help).isTrue();
      press(stage, ImGuiKey.Escape);
      frames(stage, overlay, 3);
      assertThat(state.help).isFalse();
    }
  }

  @Test
  void aClickOnLogAsksForTheSeriesOnALogAxis() {
    try (Stage stage = new Stage(1)) {
      OverlaySystem overlay = overlay(stage, new OverlayState());
      stage.paint(WIDTH, HEIGHT);
      frames(stage, overlay, 2);
      click(stage, overlay, WIDTH - 30, 165);
      assertThat(stage.commands.asked).containsExactly("reload date delay null null LINEAR LOG10");
      assertThat(stage.layer.input().takesPointer()).isTrue();
      stage.layer.input().pointer(WIDTH / 2f, HEIGHT / 2f);
      frames(stage, overlay, 2);
      assertThat(stage.layer.input().takesPointer()).isFalse();
    }
  }

  @Test
  void aClickOnLinesAsksForLines() {
    try (Stage stage = new Stage(1)) {
      OverlaySystem overlay = overlay(stage, new OverlayState());
      stage.paint(WIDTH, HEIGHT);
      frames(stage, overlay, 2);
      click(stage, overlay, WIDTH - 30, 109);
      assertThat(stage.commands.asked).containsExactly("showLines true");
    }
  }

  private static void click(Stage stage, OverlaySystem overlay, float x, float y) {
    stage.layer.input().pointer(x, y);
    frames(stage, overlay, 2);
    stage.layer.input().button(0, true);
    frames(stage, overlay, 2);
    stage.layer.input().button(0, false);
    frames(stage, overlay, 2);
  }

  @Test
  void aFilterIsTypedAndApplied() {
    try (Stage stage = new Stage(1)) {
      OverlaySystem overlay = overlay(stage, new OverlayState());
      stage.paint(WIDTH, HEIGHT);
      frames(stage, overlay, 2);
      UiInput input = stage.layer.input();
      input.key(ImGuiKey.LeftCtrl, true);
      input.key(ImGuiKey.F, true);
      frames(stage, overlay, 2);
      input.key(ImGuiKey.F, false);
      input.key(ImGuiKey.LeftCtrl, false);
      frames(stage, overlay, 3);
      assertThat(input.takesKeys()).isTrue();
      "delay > 20".chars().forEach(input::character);
      frames(stage, overlay, 14);
      input.key(ImGuiKey.LeftCtrl, true);
      frames(stage, overlay, 2);
      input.key(ImGuiKey.Enter, true);
      frames(stage, overlay, 2);
      assertThat(stage.commands.asked).contains("filter delay > 20");
    }
  }

  @Test
  void everyStateDrawsWithoutErrorsAtEveryScaleAndSize() {
    float[] scales = {1, 1.25f, 2};
    int[][] sizes = {{1280, 720}, {320, 200}, {1, 1}};
    for (float scale : scales) {
      try (Stage stage = new Stage(scale)) {
        OverlayState state = new OverlayState();
        state.hud = true;
        state.help = true;
        OverlaySystem overlay = overlay(stage, state);
        stage.series.failure = SkeinException.input("what", "why ".repeat(60), "do this");
        stage.series.loader = new FixedLoader(5, -1);
        for (int[] size : sizes) {
          stage.frame.width = size[0];
          stage.frame.height = size[1];
          OverlayGallery.hover(stage, state);
          for (int i = 0; i < 3; i++) {
            stage.style.dark = i % 2 == 0;
            stage.paint(size[0], size[1]);
            frames(stage, overlay, 1);
          }
        }
      }
    }
  }

  @Test
  void nothingLeaks() {
    Stage stage = new Stage(1);
    OverlaySystem overlay = overlay(stage, new OverlayState());
    stage.paint(WIDTH, HEIGHT);
    frames(stage, overlay, 1);
    stage.frame.scale = 2;
    frames(stage, overlay, 2);
    stage.close();
    assertThat(stage.gpuLedger.liveObjects()).isZero();
    assertThat(stage.gpuLedger.totalBytes()).isZero();
  }

  @Test
  void aPictureKeepsTheGridsSizeAndItsLabelsInside() {
    try (Stage stage = new Stage(1)) {
      OverlayGallery.flights(stage);
      PictureOverlay picture = new PictureOverlay(stage.layer, stage.model);
      PlotLayout layout = picture.layout(640, 400, false);
      assertThat(stage.view.plotWidth).isEqualTo(640);
      assertThat(stage.view.plotHeight).isEqualTo(400);
      stage.paint(layout.pictureWidth(), layout.pictureHeight());
      picture.draw();
      stage.gpu.check();
      BufferedImage image = stage.image();
      int ground = image.getRGB(0, 0);
      for (int x = 0; x < image.getWidth(); x++) {
        assertThat(image.getRGB(x, 0)).isEqualTo(ground);
        assertThat(image.getRGB(x, image.getHeight() - 1)).isEqualTo(ground);
      }
      for (int y = 0; y < image.getHeight(); y++) {
        assertThat(image.getRGB(0, y)).isEqualTo(ground);
        assertThat(image.getRGB(image.getWidth() - 1, y)).isEqualTo(ground);
      }
      PlotLayout bare = picture.layout(640, 400, true);
      assertThat(bare.pictureWidth()).isEqualTo(640);
      assertThat(bare.pictureHeight()).isEqualTo(400);
    }
  }
}
