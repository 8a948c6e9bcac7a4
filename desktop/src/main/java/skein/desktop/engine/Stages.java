package skein.desktop.engine;

import com.badlogic.ashley.core.Engine;
import skein.components.CanvasComponent;
import skein.components.FrameComponent;
import skein.components.InputComponent;
import skein.core.lod.PyramidWorker;
import skein.core.residency.Residency;
import skein.systems.FramePipeline;
import skein.systems.FrameStage;
import skein.systems.StageProbe;
import skein.systems.aggregate.AggregateSystem;
import skein.systems.draw.DensityDrawSystem;
import skein.systems.hover.CrosshairSystem;
import skein.systems.hover.HoverSystem;
import skein.systems.ingest.IngestSystem;
import skein.systems.line.LineBrushSystem;
import skein.systems.line.LineDrawSystem;
import skein.systems.line.LineExactSystem;
import skein.systems.line.LineHoverSystem;
import skein.systems.line.LineIngestSystem;
import skein.systems.line.LineNavigationSystem;
import skein.systems.line.LineResidencySystem;
import skein.systems.line.LineSystem;
import skein.systems.lod.ExactZoomSystem;
import skein.systems.lod.LodSystem;
import skein.systems.residency.ResidencySystem;
import skein.systems.select.SelectionShareSystem;
import skein.systems.select.SelectionSystem;
import skein.systems.upload.UploadSystem;
import skein.systems.view.ActivateSystem;
import skein.systems.view.FollowSystem;
import skein.systems.view.LinkSystem;
import skein.systems.view.NavigationSystem;

/** The one list of the systems, in the order of their stages. */
final class Stages {
  private static final long INGEST_BYTES = 64L << 20;

  private final FrameComponent frame;
  private final InputComponent input;
  private final CanvasComponent canvas;
  private final Painters painters;

  Stages(FrameComponent frame, InputComponent input, CanvasComponent canvas, Painters painters) {
    this.frame = frame;
    this.input = input;
    this.canvas = canvas;
    this.painters = painters;
  }

  FramePipeline pipeline(
      Engine engine,
      StageProbe probe,
      PyramidWorker pyramids,
      Residency residency,
      AggregateSystem counting) {
    return new FramePipeline(engine, probe)
        .add(FrameStage.INPUT, new ActivateSystem(frame, input, canvas))
        .add(FrameStage.INPUT, new SelectionSystem(frame, input))
        .add(FrameStage.INPUT, new SelectionShareSystem(frame))
        .add(FrameStage.INPUT, new NavigationSystem(frame, input, canvas))
        .add(FrameStage.INPUT, new LineNavigationSystem(frame, input))
        .add(FrameStage.INPUT, new LinkSystem(frame, canvas))
        .add(FrameStage.INGEST, new IngestSystem(frame, INGEST_BYTES))
        .add(FrameStage.INGEST, new LineIngestSystem(frame, INGEST_BYTES))
        .add(FrameStage.UPLOAD, new UploadSystem(frame))
        .add(FrameStage.LOD, new FollowSystem(frame))
        .add(FrameStage.LOD, new LodSystem(frame, pyramids))
        .add(FrameStage.LOD, new ExactZoomSystem(frame))
        .add(FrameStage.AGGREGATE, counting)
        .add(FrameStage.AGGREGATE, new ResidencySystem(frame, residency))
        .add(FrameStage.AGGREGATE, new HoverSystem(frame, input))
        .add(FrameStage.AGGREGATE, new CrosshairSystem(canvas))
        .add(FrameStage.AGGREGATE, new LineBrushSystem(frame))
        .add(FrameStage.AGGREGATE, new LineExactSystem(frame))
        .add(FrameStage.AGGREGATE, new LineSystem(frame))
        .add(FrameStage.AGGREGATE, new LineHoverSystem(frame))
        .add(FrameStage.AGGREGATE, new LineResidencySystem(frame, residency))
        .add(
            FrameStage.DRAW,
            new DensityDrawSystem(frame, painters.grids(), painters.colours(), painters.palettes()))
        .add(FrameStage.DRAW, new LineDrawSystem(frame, painters.lines(), painters.palettes()));
  }
}
