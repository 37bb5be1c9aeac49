# siftscope_warnings: linked privately by every target of ours, never by what we depend on.
add_library(siftscope_warnings INTERFACE)
target_compile_options(siftscope_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                       $<$<BOOL:${SIFTSCOPE_WERROR}>:-Werror>)
# g++ 12 warns of overlapping copies and of copies out of bounds inside std::string where there are none (GCC bug
# 105651); clang and the address sanitizer watch over the same lines.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
  target_compile_options(siftscope_warnings INTERFACE -Wno-restrict -Wno-array-bounds
    -Wno-stringop-overflow -Wno-stringop-overread)
endif()
if(SIFTSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${SIFTSCOPE_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${SIFTSCOPE_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")  # with its instrumentation g++ takes std::regex's own variables for unset
    target_compile_options(siftscope_warnings INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
