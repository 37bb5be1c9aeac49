#include <fstream>

#include "tests/commands/command_fixture.h"

namespace {

/// A session beside photo.png.
std::string write_session(const PictureFolder& folder, const std::string& settings,
                          const std::string& sha256 = "") {
    std::ofstream(folder.path("s.json")) << R"({"version": 1, "image": {"path": "photo.png", "sha256": ")"
                                         << sha256 << R"("}, "settings": )" << settings << "}";
    return folder.path("s.json");
}

}  // namespace

TEST_CASE("run: a session gives the files that match gives for the same settings", "[run]") {
    const PictureFolder folder;
    const std::string session = write_session(
        folder, R"({"profile": "classic", "angle": 33.5, "ratio": 0.7, "mutual": true, "edge": 8})");
    const auto elsewhere = siftscope_run({"run", session, "--output", folder.path("run.png"), "--matches",
                                          folder.path("run.csv"), "--report", folder.path("run.json")});
    CAPTURE(elsewhere.err);
    REQUIRE(elsewhere.status == 0);
    REQUIRE(folder
                .run({"match", "photo.png", "--profile", "classic", "--angle", "33.5", "--ratio", "0.7",
                      "--mutual", "--edge", "8", "--output", "match.png", "--matches", "match.csv",
                      "--report", "match.json"})
                .status == 0);
    CHECK((file_text(folder.path("run.png")) == file_text(folder.path("match.png"))));
    CHECK(file_text(folder.path("run.csv")) == file_text(folder.path("match.csv")));
    auto from_run = read_json(folder.path("run.json"));
    auto from_match = read_json(folder.path("match.json"));
    for (const char* key : {"timings_ms", "command", "image"}) {
        from_run.erase(key);
        from_match.erase(key);
    }
    CHECK(from_run == from_match);
}

TEST_CASE("run: without outputs a summary is printed, of a changed picture with a word about it", "[run]") {
    const PictureFolder folder;
    const auto plain = folder.run({"run", write_session(folder, "{}")});
    CHECK(plain.status == 0);
    CHECK(plain.err.empty());
    CHECK_THAT(plain.out, contains_text("kept"));
    const auto changed = folder.run({"run", write_session(folder, "{}", "0123")});
    CHECK(changed.status == 0);
    CHECK_THAT(changed.err, contains_text("photo.png has changed"));
}

TEST_CASE("run: a session or picture that cannot be read is refused, and nothing is written", "[run]") {
    const PictureFolder folder;
    check_refused(folder.run({"run", "missing.json", "--output", "o.png"}), "missing.json");
    check_refused(folder.run({"run", "photo.png", "--output", "o.png"}), "photo.png");
    check_refused(folder.run({"run", write_session(folder, R"({"ratio": 2})"), "--output", "o.png"}),
                  "\"ratio\" is 2");
    check_refused(folder.run({"run", "s.json", "--report", "s.json"}), "s.json");
    std::ofstream(folder.path("s.json")) << R"({"version": 1, "image": {"path": "gone.png"}})";
    check_refused(folder.run({"run", "s.json", "--output", "o.png"}), "gone.png");
    CHECK(folder.files() == std::vector<std::string>{"photo.png", "s.json"});
}

TEST_CASE("run: everything goes into one folder, and its session runs again to the same files", "[run]") {
    const PictureFolder folder;
    const auto first = folder.run({"match", "photo.png", "--angle", "20", "--edge", "8", "--all", "first"});
    CAPTURE(first.err);
    REQUIRE(first.status == 0);
    REQUIRE(folder.run({"run", "first/session.json", "--all", "second"}).status == 0);
    REQUIRE(folder.run({"detect", "photo.png", "--edge", "8", "--output", "detect.csv"}).status == 0);
    const auto text = [&](const std::string& name) { return file_text(folder.path(name)); };
    for (const std::string name : {"match.png", "matches.csv", "keypoints_1.csv", "keypoints_2.csv"}) {
        CAPTURE(name);
        CHECK(!text("first/" + name).empty());
        CHECK((text("first/" + name) == text("second/" + name)));
    }
    CHECK((text("first/keypoints_1.csv") == text("detect.csv")));
    auto report = read_json(folder.path("first/report.json"));
    CHECK(report["settings"]["edge"] == 8);
    CHECK(report["image"]["sha256"].get<std::string>().size() == 64);
    check_refused(folder.run({"match", "photo.png", "--angle", "20", "--all", "photo.png"}), "photo.png");
}
