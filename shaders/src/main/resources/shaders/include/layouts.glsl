// The structs of skein.shaders.Layouts, member by member.
struct BlockHeader {
  double loX;
  double hiX;
  double stepX;
  double loY;
  double hiY;
  double stepY;
  uint count;
  uint first;
  uint extremes;  // of sequences: smallest code along y | largest << 16
  uint reserved;
};

struct VisibleBlock {
  float scaleX;
  float offsetX;
  float scaleY;
  float offsetY;
  uint first;   // load of four rows
  uint count;   // rows, and WHOLE when the window drops none
  int shiftX;   // from whole steps to columns of the box
  int shiftY;
  uint codesX;  // first | last << 16: rows outside these codes are outside the window
  uint codesY;
  uint low;     // lowest cell, x | y << 16
  uint box;     // cells across and up, x | y << 16
};

const uint WHOLE = 0x80000000u;
