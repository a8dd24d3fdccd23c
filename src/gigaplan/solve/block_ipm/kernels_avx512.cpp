#include "gigaplan/solve/block_ipm/kernels_body.hpp"

namespace gigaplan::block_ipm {

extern const Kernels kernels_avx512;
const Kernels kernels_avx512 = kernel_set<8>("avx512");

}  // namespace gigaplan::block_ipm
