#include "gigaplan/solve/block_ipm/kernels_body.hpp"

namespace gigaplan::block_ipm {

extern const Kernels kernels_avx2;
const Kernels kernels_avx2 = kernel_set<4>("avx2");

}  // namespace gigaplan::block_ipm
