add_library(gigaplan_warnings INTERFACE)
target_compile_options(gigaplan_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast
  -Wno-missing-field-initializers -Woverloaded-virtual -Wnull-dereference -Wimplicit-fallthrough)
if(GIGAPLAN_WERROR)
  target_compile_options(gigaplan_warnings INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these inside libstdc++ and Eigen when it inlines; clang-tidy and the sanitizers watch instead.
  target_compile_options(gigaplan_warnings INTERFACE -Wno-null-dereference -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread
    -Wno-maybe-uninitialized -Wno-restrict -Wno-dangling-pointer -Wno-free-nonheap-object)
endif()
