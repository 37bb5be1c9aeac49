#include <array>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "app/files/read_homography.h"
#include "app/model/error.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

using siftscope::parse_homography;

TEST_CASE("true map: nine numbers in any common layout", "[app][files]") {
    const std::array<double, 9> expected{0.5, -0.25, 10, 0.25, 0.5, -3e-2, 1e-4, 0, 1};
    for (const char* text :
         {"0.5 -0.25 10 0.25 0.5 -0.03 0.0001 0 1", "0.5 -0.25 10\n0.25 0.5 -3e-2\n1e-4 0 1\n",
          "0.5,-0.25,10\r\n0.25,0.5,-0.03\r\n1E-04,0,1\r\n",
          "# first to second\n\t5.0e-01 -2.5e-01 +1.0e+01 # row 1\n.25 .5 -.03\n0.0001 0.0 1.\n"}) {
        CAPTURE(text);
        CHECK(parse_homography(text, "H.txt").m == expected);
    }
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "H to 2.txt") << "1 0 5\n0 1 6\n0 0 1\n";
    CHECK(siftscope::read_homography(folder.path() / "H to 2.txt").m ==
          std::array<double, 9>{1, 0, 5, 0, 1, 6, 0, 0, 1});
}

TEST_CASE("true map: what is no map is refused in one sentence that names the file", "[app][files]") {
    const std::vector<std::pair<std::string, std::string>> bad = {
        {"1 0 0 0 1 0 0 0", "8 numbers"},
        {"1 0 0 0 1 0 0 0 1 5", "10 numbers"},
        {"", "0 numbers"},
        {"1 0 0 0 one 0 0 0 1", "\"one\""},
        {"1 0 0 0 1.5x 0 0 0 1", "\"1.5x\""},
        {"1 0 0 0 nan 0 0 0 1", "\"nan\""},
        {"1 0 0 0 inf 0 0 0 1", "\"inf\""},
        {"1 0 0 0 1e999 0 0 0 1", "\"1e999\""},
        {"1 2 0 2 4 0 0 0 1", "singular"},
        {"0 0 0 0 0 0 0 0 0", "singular"},
        {std::string("\x89PNG\r\n\x1A\n\0\0", 10), "not a finite number"},
    };
    for (const auto& [text, reason] : bad) {
        CAPTURE(text);
        std::string sentence = "no error";
        try {
            static_cast<void>(parse_homography(text, "my H.txt"));
        } catch (const siftscope::UserError& error) {
            sentence = error.what();
        }
        CAPTURE(sentence);
        CHECK(sentence.find("my H.txt") != std::string::npos);
        CHECK(sentence.find(reason) != std::string::npos);
        CHECK(sentence.find('\n') == std::string::npos);
    }
    CHECK_THROWS_AS(siftscope::read_homography("/nowhere/H.txt"), siftscope::UserError);
}
