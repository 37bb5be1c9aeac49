#include <filesystem>
#include <string>

#include "app/files/write_matches.h"
#include "app/model/error.h"
#include "tests/app/small_match_result.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

TEST_CASE("matches CSV: a row for each putative match, with what is known and no more", "[app][files]") {
    siftscope::MatchResult result = small_match_result();
    const std::string header = "x1,y1,size1,angle1,x2,y2,size2,angle2,distance,ratio,kept,right,error_px\n";
    // Written by hand from the values of small_match_result.
    CHECK(siftscope::matches_csv(result) == header +
                                                "10.25,20.5,4,90,30.125,5,4.5,60,100.5,0.5,1,1,0.75\n"
                                                "11,21,3,0,31,6,3.25,330,200,,0,0,1.5\n"
                                                "12,22,2,180,30.125,5,4.5,60,50,0.25,1,0,40\n");
    result.verdicts.reset();
    CHECK(siftscope::matches_csv(result) == header +
                                                "10.25,20.5,4,90,30.125,5,4.5,60,100.5,0.5,1,,\n"
                                                "11,21,3,0,31,6,3.25,330,200,,0,,\n"
                                                "12,22,2,180,30.125,5,4.5,60,50,0.25,1,,\n");
    result.matches.clear();
    CHECK(siftscope::matches_csv(result) == header);
}

TEST_CASE("matches CSV: a file that cannot be written is refused", "[app][files]") {
    const TemporaryFolder folder;
    CHECK_THROWS_AS(siftscope::write_matches(folder.path() / "none" / "m.csv", small_match_result()),
                    siftscope::UserError);
    siftscope::write_matches(folder.path() / "m.csv", small_match_result());
    CHECK(std::filesystem::file_size(folder.path() / "m.csv") > 100);
}
