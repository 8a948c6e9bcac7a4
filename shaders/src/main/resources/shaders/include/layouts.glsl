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
  uint reserved0;
  uint reserved1;
};
