package skein.desktop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Who may import whom, as ARCHITECTURE.md says. */
class LayersTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("skein");

  @Test
  void seesAllModules() {
    Assertions.assertThat(CLASSES.contain("skein.core.block.BlockSlab")).isTrue();
    Assertions.assertThat(CLASSES.contain("skein.systems.FramePipeline")).isTrue();
    Assertions.assertThat(CLASSES.contain("skein.desktop.Main")).isTrue();
  }

  @Test
  void modulesDependDownwardsOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("assets")
        .definedBy("skein.assets..")
        .layer("shaders")
        .definedBy("skein.shaders..")
        .layer("core")
        .definedBy("skein.core..")
        .layer("components")
        .definedBy("skein.components..")
        .layer("systems")
        .definedBy("skein.systems..")
        .layer("desktop")
        .definedBy("skein.desktop..")
        .whereLayer("assets")
        .mayOnlyBeAccessedByLayers("core", "components", "systems", "desktop")
        .whereLayer("shaders")
        .mayOnlyBeAccessedByLayers("core", "components", "systems", "desktop")
        .whereLayer("core")
        .mayOnlyBeAccessedByLayers("components", "systems", "desktop")
        .whereLayer("components")
        .mayOnlyBeAccessedByLayers("systems", "desktop")
        .whereLayer("systems")
        .mayOnlyBeAccessedByLayers("desktop")
        .whereLayer("desktop")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void onlyCoreKnowsTheDataLibraries() {
    noClasses()
        .that()
        .resideOutsideOfPackage("skein.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.duckdb..", "org.apache.arrow..", "org.jctools..", "java.sql..")
        .check(CLASSES);
  }

  @Test
  void onlyTheGpuPackageCallsOpenGl() {
    noClasses()
        .that()
        .resideOutsideOfPackage("skein.core.gpu..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.lwjgl.opengl..", "org.lwjgl.egl..")
        .check(CLASSES);
  }

  @Test
  void ashleyStaysInComponentsSystemsAndDesktop() {
    noClasses()
        .that()
        .resideInAnyPackage("skein.core..", "skein.shaders..", "skein.assets..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.badlogic.ashley..")
        .check(CLASSES);
  }

  @Test
  void imguiStaysInOverlayAndDesktop() {
    noClasses()
        .that()
        .resideOutsideOfPackages("skein.systems.overlay..", "skein.desktop..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("imgui..")
        .check(CLASSES);
  }

  @Test
  void onlyDesktopTouchesGdx() {
    noClasses()
        .that()
        .resideOutsideOfPackage("skein.desktop..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.badlogic.gdx..")
        .check(CLASSES);
  }

  @Test
  void nobodyButALibraryNeedsUnsafe() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("sun.misc.Unsafe")
        .check(CLASSES);
  }
}
