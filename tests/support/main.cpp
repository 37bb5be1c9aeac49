// Catch2 2.13 wants exactly one file with its main function; Catch2 3 brings a library for it.
#if !__has_include(<catch2/catch_test_macros.hpp>)
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
