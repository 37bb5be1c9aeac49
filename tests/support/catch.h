#pragma once

#include <string>

// One source for Catch2 2.13 (Debian 12) and 3 (Debian 13).
#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_approx.hpp>
#include <catch2/catch_message.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_all.hpp>
#include <catch2/matchers/catch_matchers_all.hpp>
using Catch::Approx;
/// Matches a string that holds `text`.
inline auto contains_text(const std::string& text) {
    return Catch::Matchers::ContainsSubstring(text);
}
#else
#include <catch2/catch.hpp>
/// Matches a string that holds `text`.
inline auto contains_text(const std::string& text) {
    return Catch::Matchers::Contains(text);
}
#endif
