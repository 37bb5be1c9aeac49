#include "app/files/session_file.h"

#include <fstream>

#include "app/model/error.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

using namespace siftscope;
namespace fs = std::filesystem;

namespace {

Session unusual_session(const fs::path& image) {
    Session session;
    session.image = image;
    session.sha256 = "abc";
    session.settings = Settings{}.with(Engine::siftscope, Profile::classic);
    session.settings.angle = 0.1 + 0.2;
    session.settings.match.max_distance = 1.0 / 3;
    session.settings.match.mutual = true;
    session.selection = {Selection::Kind::keypoint, Selection::Side::rotated, 1.0 / 3, 7, 2.5, 359.75};
    session.view.fit = false;
    session.view.zoom = 1.0 / 7;
    session.view.centre = {0.1, 20};
    session.view.right_lines = false;
    session.view.rejected_right_lines = session.view.rejected_wrong_lines = true;
    session.view.rejected = true;
    session.view.rejected_kinds[2] = false;
    session.view.layout = Layout::overlay;
    session.view.overlay_opacity = 0.3;
    session.view.sort_by = MatchColumn::error;
    session.view.sort_descending = true;
    session.view.match_filter = "ratio<0.7 \"x\"";
    session.view.insight = Insight::residuals;
    session.view.criterion = Criterion::distance;
    session.view.residual_arrows = 40;
    session.sweep = {{-90, 90.5, 1.0 / 3}, false, true};
    return session;
}

void write(const fs::path& file, const std::string& text) {
    std::ofstream(file) << text;
}

std::string session_refusal(const fs::path& file, const std::string& text) {
    write(file, text);
    try {
        static_cast<void>(read_session(file));
    } catch (const UserError& refusal) {
        return refusal.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("session: written and read it is the same to the last bit", "[session]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "s.json";
    const Session session = unusual_session(folder.path() / "pictures" / "a b.png");
    write(file, session_text(session, file));
    CHECK(read_session(file) == session);
    Session plain;
    plain.image = folder.path() / "a.png";
    write(file, session_text(plain, file));
    CHECK(read_session(file) == plain);
}

TEST_CASE("session: a picture beside it or below moves with it, any other has its whole path", "[session]") {
    const TemporaryFolder folder;
    fs::create_directory(folder.path() / "old");
    const Session near = unusual_session(folder.path() / "old" / "a.png");
    write(folder.path() / "old" / "s.json", session_text(near, folder.path() / "old" / "s.json"));
    fs::rename(folder.path() / "old", folder.path() / "new");
    CHECK(read_session(folder.path() / "new" / "s.json").image == folder.path() / "new" / "a.png");

    const Session far = unusual_session(folder.path() / "elsewhere" / "a.png");
    write(folder.path() / "new" / "t.json", session_text(far, folder.path() / "new" / "t.json"));
    CHECK(read_session(folder.path() / "new" / "t.json").image == far.image);
}

TEST_CASE("session: what is no session of this version is refused in one sentence with its name",
          "[session]") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "bad.json";
    const std::string image = R"("image": {"path": "a.png"})";
    CHECK_THAT(session_refusal(file, "{ no json"), contains_text("not JSON"));
    CHECK_THAT(session_refusal(file, "[1, 2]"), contains_text("\"version\""));
    CHECK_THAT(session_refusal(file, "{" + image + "}"), contains_text("\"version\""));
    CHECK_THAT(session_refusal(file, R"({"version": 99, )" + image + "}"), contains_text("version is 99"));
    CHECK_THAT(session_refusal(file, R"({"version": "1", )" + image + "}"),
               contains_text("version is \"1\""));
    CHECK_THAT(session_refusal(file, R"({"version": 1, "image": {}})"), contains_text("\"path\""));
    CHECK_THAT(session_refusal(file, R"({"version": 1, "image": 5})"), contains_text("\"image\" is 5"));
    CHECK_THAT(session_refusal(file, R"({"version": 1, "colour": 1, )" + image + "}"),
               contains_text("\"colour\""));
    CHECK_THAT(session_refusal(file, R"({"version": 1, "settings": {"ratio": 7}, )" + image + "}"),
               contains_text("\"ratio\" is 7"));
    CHECK_THAT(session_refusal(file, R"({"version": 1, "view": {"zoom": 0}, )" + image + "}"),
               contains_text("\"zoom\" is 0"));
    CHECK_THAT(session_refusal(file, R"({"version": 1, "view": {"centre": [1]}, )" + image + "}"),
               contains_text("\"centre\""));
    CHECK_THAT(session_refusal(file, R"({"version": 1, "selection": {"kind": "line"}, )" + image + "}"),
               contains_text("match or keypoint"));
    CHECK_THAT(session_refusal(file, std::string(2 << 20, ' ')), contains_text("1 MiB"));
    CHECK_THAT(session_refusal(file, "{"), contains_text("bad.json"));
    CHECK(session_refusal(file, R"({"version": 1, )" + image + "}") == "accepted");
}

TEST_CASE("session: a picture that has changed since is told, one that has not is not", "[session]") {
    Session session = unusual_session("/x/photo.png");
    CHECK(changed_picture_notice(session, "abc").empty());
    CHECK_THAT(changed_picture_notice(session, "def"), contains_text("photo.png has changed"));
    session.sha256.clear();
    CHECK(changed_picture_notice(session, "def").empty());
}
