// The precompiled headers of the tests need one source of their own; see tests/CMakeLists.txt.
#include "tests/support/catch.h"
