package skein.systems.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import imgui.flag.ImGuiKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class DockAreaTest {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;

  private static OverlaySystem overlay(Stage stage) {
    OverlayGallery.flights(stage);
    stage.frame.width = WIDTH;
    stage.frame.height = HEIGHT;
    OverlaySystem overlay =
        new OverlaySystem(stage.layer, stage.model, new OverlayState(), List.of());
    stage.paint(WIDTH, HEIGHT);
    frames(stage, overlay, 4);
    return overlay;
  }

  private static void frames(Stage stage, OverlaySystem overlay, int count) {
    for (int i = 0; i < count; i++) {
      overlay.update(1 / 60f);
    }
    stage.gpu.check();
  }

  private static void drag(
      Stage stage, OverlaySystem overlay, float x0, float y0, float x1, float y1) {
    UiInput input = stage.layer.input();
    input.pointer(x0, y0);
    frames(stage, overlay, 3);
    input.button(0, true);
    frames(stage, overlay, 3);
    for (int i = 1; i <= 10; i++) {
      input.pointer(x0 + (x1 - x0) * i / 10, y0 + (y1 - y0) * i / 10);
      frames(stage, overlay, 2);
    }
    input.button(0, false);
    frames(stage, overlay, 6);
  }

  @Test
  void theEdgeOfAPanelMovesTheEdgeOfThePlot() {
    try (Stage stage = new Stage(1)) {
      OverlaySystem overlay = overlay(stage);
      int before = stage.view.plotX;
      int end = before + stage.view.plotWidth;
      drag(stage, overlay, 261, 400, 331, 400);
      assertThat(stage.view.plotX).isBetween(before + 68, before + 72);
      assertThat(stage.view.plotX + stage.view.plotWidth).isEqualTo(end);
    }
  }

  @Test
  void aPanelPulledOutByItsTabGivesItsPlaceToThePlot() {
    try (Stage stage = new Stage(1)) {
      OverlaySystem overlay = overlay(stage);
      int before = stage.view.plotX;
      drag(stage, overlay, 30, 48, 520, 200);
      assertThat(stage.view.plotX).isBetween(before - 264, before - 258);
      stage.layer.input().pointer(560, 300);
      frames(stage, overlay, 2);
      assertThat(stage.layer.input().takesPointer()).as("a floating panel takes it").isTrue();
    }
  }

  @Test
  void eventsThatCameAtOnceKeepTheWindowAwake() {
    try (Stage stage = new Stage(1)) {
      OverlaySystem overlay = overlay(stage);
      UiInput input = stage.layer.input();
      assertThat(input.waiting()).isFalse();
      input.key(ImGuiKey.LeftCtrl, true);
      input.key(ImGuiKey.F, true);
      input.key(ImGuiKey.F, false);
      input.key(ImGuiKey.LeftCtrl, false);
      int drawn = 0;
      for (; input.waiting() && drawn < 50; drawn++) {
        frames(stage, overlay, 1);
      }
      assertThat(drawn).isEqualTo(4);
      assertThat(input.takesKeys()).as("the filter has the keyboard").isTrue();
    }
  }

  @Test
  void aDragBegunInThePlotStaysThePlots() {
    try (Stage stage = new Stage(1)) {
      OverlaySystem overlay = overlay(stage);
      UiInput input = stage.layer.input();
      input.pointer(640, 300);
      frames(stage, overlay, 2);
      input.button(0, true);
      frames(stage, overlay, 2);
      input.pointer(100, 300);
      frames(stage, overlay, 2);
      assertThat(input.takesPointer()).isFalse();
      input.button(0, false);
      frames(stage, overlay, 3);
      assertThat(input.takesPointer()).isTrue();
    }
  }
}
