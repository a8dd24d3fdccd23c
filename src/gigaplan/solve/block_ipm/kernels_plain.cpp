#include "gigaplan/solve/block_ipm/kernels_body.hpp"

namespace gigaplan::block_ipm {

extern const Kernels kernels_plain;
const Kernels kernels_plain = kernel_set<2>("plain");

}  // namespace gigaplan::block_ipm
