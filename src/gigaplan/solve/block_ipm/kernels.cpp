#include "gigaplan/solve/block_ipm/kernels.hpp"

namespace gigaplan::block_ipm {

extern const Kernels kernels_plain;
#ifdef GIGAPLAN_X86_KERNELS
extern const Kernels kernels_avx2;
extern const Kernels kernels_avx512;
#endif

int kernel_sets(const Kernels* (&sets)[3]) {
  int count = 0;
  sets[count++] = &kernels_plain;
#ifdef GIGAPLAN_X86_KERNELS
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    sets[count++] = &kernels_avx2;
    if (__builtin_cpu_supports("avx512f")) sets[count++] = &kernels_avx512;
  }
#endif
  return count;
}

const Kernels& kernels() {
  static const Kernels* const best = [] {
    const Kernels* sets[3];
    return sets[kernel_sets(sets) - 1];
  }();
  return *best;
}

}  // namespace gigaplan::block_ipm
