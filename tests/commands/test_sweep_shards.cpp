#include <cstdlib>

#include "tests/commands/command_fixture.h"

namespace {

const std::string scripts = std::string(SIFTSCOPE_SOURCE_DIR) + "/script/";

/// A folder with five small pictures, one of a name that a shell would take apart, and the sweep of all.
struct Collection : PictureFolder {
    Collection() {
        for (unsigned i = 0; i < 4; ++i)
            write("p" + std::to_string(i) + ".png", textured_picture(90, 80, i, 30)->colour);
        write("it's {} two; words.png", textured_picture(90, 80, 9, 30)->colour);
        REQUIRE(run({"sweep", "p0.png", "it's {} two; words.png", "p1.png", "p2.png", "p3.png", "--angles",
                     "30,90", "-q", "-o", "whole.csv"})
                    .status == 0);
    }
    /// A line for the shell in this folder, with the program on the PATH.
    [[nodiscard]] ProgramResult shell(const std::string& line) const {
        ProgramOptions here;
        here.folder = std::filesystem::path(photo()).parent_path();
        const std::string program_folder = std::filesystem::path(SIFTSCOPE_PROGRAM).parent_path();
        return run_program({"/bin/bash", "-c", "PATH='" + program_folder + "':$PATH; " + line}, here);
    }
};

const std::string sweep = " p0.png \"it's {} two; words.png\" p1.png p2.png p3.png --angles 30,90";

}  // namespace

TEST_CASE("shards: GNU parallel's parts, joined, are the whole byte for byte", "[commands]") {
    if (std::system("command -v parallel >/dev/null 2>&1") != 0) return;  // an example, not a need
    const Collection folder;
    const ProgramResult result = folder.shell(scripts + "sweep_parallel 3 joined.csv" + sweep);
    CAPTURE(result.err);
    CHECK(result.status == 0);
    CHECK(file_text(folder.path("joined.csv")) == file_text(folder.path("whole.csv")));

    // Started again, it does not do again what is finished: the first part is marked to see that.
    std::ofstream(folder.path("joined.parts/1.csv"), std::ios::app) << "mark\n";
    std::filesystem::remove(folder.path("joined.csv"));
    CHECK(folder.shell(scripts + "sweep_parallel 3 joined.csv" + sweep).status == 0);
    CHECK_THAT(file_text(folder.path("joined.csv")), contains_text("mark\n"));

    const ProgramResult other = folder.shell(scripts + "sweep_parallel 3 joined.csv p0.png --angles 45");
    CHECK(other.status == 2);
    CHECK_THAT(other.err, contains_text("parts of another sweep"));
    for (const std::string words : {"0 joined.csv p0.png", "3 joined.txt p0.png", "3 joined.csv"})
        CHECK(folder.shell(scripts + "sweep_parallel " + words).status == 2);
}

TEST_CASE("shards: the tasks of a Slurm array, joined, are the whole byte for byte", "[commands]") {
    const Collection folder;
    const ProgramResult tasks =
        folder.shell("for i in $(seq 11); do SLURM_ARRAY_TASK_ID=$i SLURM_CPUS_PER_TASK=2 bash " + scripts +
                     "sweep_slurm 11 parts" + sweep + " || exit; done; " + scripts +
                     "join_shards joined.csv $(seq --format parts/%.0f.csv 11)");
    CAPTURE(tasks.err);
    CHECK(tasks.status == 0);
    CHECK(file_text(folder.path("joined.csv")) == file_text(folder.path("whole.csv")));
}

TEST_CASE("shards: a part that is missing is named, and the others are joined", "[commands]") {
    const Collection folder;
    REQUIRE(folder.run({"sweep", "p0.png", "--angles", "30,90", "-q", "-o", "part.csv"}).status == 0);
    const ProgramResult result =
        folder.shell(scripts + "join_shards joined.csv part.csv missing.csv part.csv");
    CHECK(result.status == 1);
    CHECK_THAT(result.err, contains_text("missing.csv is missing"));
    CHECK(lines_of(file_text(folder.path("joined.csv"))).size() == 5);
    CHECK(folder.shell(scripts + "join_shards none.csv missing.csv").status == 2);
    CHECK_FALSE(std::filesystem::exists(folder.path("none.csv")));
}
