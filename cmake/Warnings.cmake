# siftscope_warnings: linked privately by every target of ours, never by what we depend on.
add_library(siftscope_warnings INTERFACE)
target_compile_options(siftscope_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                       $<$<BOOL:${SIFTSCOPE_WERROR}>:-Werror>)
if(SIFTSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${SIFTSCOPE_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${SIFTSCOPE_SANITIZE})
endif()
