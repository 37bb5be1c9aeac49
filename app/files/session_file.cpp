#include "app/files/session_file.h"

#include <system_error>
#include <vector>

#include <opencv2/core/version.hpp>

#include "app/files/file_bytes.h"
#include "app/files/shown_path.h"
#include "app/model/error.h"
#include "app/model/json_field.h"
#include "app/model/settings_json.h"
#include "app/model/utf8.h"
#include "app/model/version.h"
#include "app/model/view_json.h"

namespace siftscope {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

constexpr int format_version = 1;
constexpr std::uintmax_t most_bytes = 1U << 20U;
constexpr const char* what_helps = "; a session is saved in the window with Ctrl+S";

std::string path_in_file(const fs::path& image, const fs::path& file) {
    const fs::path whole = fs::absolute(image).lexically_normal();
    fs::path named = whole;
    if (!file.empty()) {
        const fs::path near = whole.lexically_relative(fs::absolute(file).lexically_normal().parent_path());
        if (!near.empty() && *near.begin() != "..") named = near;
    }
    if (valid_utf8(named.string()) != named.string())
        throw UserError("the name of the picture " + shown(image) +
                        " is not UTF-8, which a session cannot hold; rename the picture");
    return named.string();
}

Json selection_json(const Selection& selection) {
    if (selection.kind == Selection::Kind::none) return nullptr;
    Json json;
    json["kind"] = name_of(selection.kind, selection_kind_names);
    if (selection.kind == Selection::Kind::keypoint)
        json["side"] = name_of(selection.side, selection_side_names);
    json["x"] = selection.x;
    json["y"] = selection.y;
    json["size"] = selection.size;
    json["angle"] = selection.angle;
    return json;
}

Selection selection_from(const Json& json) {
    Selection selection;
    if (json.is_null()) return selection;
    const Range any;
    using Field = const JsonField&;
    read_fields(json, "selection entry",
                {{"kind", [&](Field field) { field.read(selection.kind, selection_kind_names); }},
                 {"side", [&](Field field) { field.read(selection.side, selection_side_names); }},
                 {"x", [&](Field field) { field.read(selection.x, any); }},
                 {"y", [&](Field field) { field.read(selection.y, any); }},
                 {"size", [&](Field field) { field.read(selection.size, any); }},
                 {"angle", [&](Field field) { field.read(selection.angle, any); }}});
    return selection;
}

Json sweep_json(const SweepScope& sweep) {
    return {{"from", sweep.range.start},
            {"to", sweep.range.stop},
            {"step", sweep.range.step},
            {"siftscope", sweep.ours},
            {"opencv", sweep.opencv}};
}

SweepScope sweep_from(const Json& json) {
    SweepScope sweep;
    const Range any;
    using Field = const JsonField&;
    read_fields(json, "sweep entry",
                {{"from", [&](Field field) { field.read(sweep.range.start, any); }},
                 {"to", [&](Field field) { field.read(sweep.range.stop, any); }},
                 {"step", [&](Field field) { field.read(sweep.range.step, any); }},
                 {"siftscope", [&](Field field) { field.read(sweep.ours); }},
                 {"opencv", [&](Field field) { field.read(sweep.opencv); }}});
    return sweep;
}

void read_image(const JsonField& image, fs::path& target, std::string& sha256) {
    std::string path;
    if (!image.value.is_object()) image.refuse("an object with the \"path\" of a picture");
    read_fields(image.value, "image entry",
                {{"path", [&](const JsonField& field) { field.read(path); }},
                 {"sha256", [&](const JsonField& field) { field.read(sha256); }}});
    if (path.empty()) throw UserError("its \"" + image.key + "\" has no \"path\"");
    target = path;
}

Session session_from(const Json& json) {
    if (!json.is_object() || !json.contains("version") || !json.contains("image"))
        throw UserError("it has no \"version\" and \"image\" of a session");
    // Alone and first: what another version means by the rest is not known.
    if (json["version"] != format_version)
        throw UserError("its version is " +
                        json["version"].dump(-1, ' ', true, Json::error_handler_t::replace) +
                        ", but this program reads version " + std::to_string(format_version));
    Session session;
    using Field = const JsonField&;
    read_fields(json, "entry",
                {{"version", [](Field) {}},
                 {"program", [](Field) {}},
                 {"image", [&](Field field) { read_image(field, session.image, session.sha256); }},
                 {"other", [&](Field field) { read_image(field, session.other, session.other_sha256); }},
                 {"settings", [&](Field field) { session.settings = settings_from_json(field.value); }},
                 {"selection", [&](Field field) { session.selection = selection_from(field.value); }},
                 {"view", [&](Field field) { session.view = view_from_json(field.value); }},
                 {"sweep", [&](Field field) { session.sweep = sweep_from(field.value); }}});
    return session;
}

}  // namespace

std::string session_text(const Session& session, const fs::path& file) {
    Json json{{"version", format_version},
              {"program", std::string("siftscope ") + version + ", OpenCV " + CV_VERSION},
              {"image", {{"path", path_in_file(session.image, file)}, {"sha256", session.sha256}}}};
    if (!session.other.empty())
        json["other"] = {{"path", path_in_file(session.other, file)}, {"sha256", session.other_sha256}};
    json["settings"] = settings_to_json(session.settings);
    json["selection"] = selection_json(session.selection);
    json["view"] = view_to_json(session.view);
    json["sweep"] = sweep_json(session.sweep);
    return json.dump(2) + "\n";
}

Session read_session(const fs::path& file) {
    std::error_code unknown;
    if (fs::file_size(file, unknown) > most_bytes && !unknown)
        throw UserError(shown(file) + " is no session: it is larger than 1 MiB" + what_helps);
    const std::vector<std::uint8_t> bytes = read_file_bytes(file);
    try {
        const Json json = Json::parse(bytes.begin(), bytes.end(), nullptr, false);
        if (json.is_discarded()) throw UserError("it is not JSON");
        Session session = session_from(json);
        const fs::path folder = fs::absolute(file).parent_path();
        session.image = (folder / session.image).lexically_normal();
        if (!session.other.empty()) session.other = (folder / session.other).lexically_normal();
        return session;
    } catch (const UserError& refusal) {
        throw UserError(shown(file) + " is no session that can be opened: " + refusal.what() + what_helps);
    }
}

bool is_session_name(const fs::path& file) {
    const std::string ending = file.extension().string();
    return ending == ".json" || ending == ".JSON";
}

std::string changed_picture_notice(const Session& session, const std::string& sha256,
                                   const std::string& other_sha256) {
    const auto changed = [](const std::string& saved, const std::string& now) {
        return !saved.empty() && !now.empty() && saved != now;
    };
    const bool first = changed(session.sha256, sha256);
    if (!first && !changed(session.other_sha256, other_sha256)) return {};
    return (first ? session.image : session.other).filename().string() +
           " has changed since the session was saved: its numbers may differ.";
}

}  // namespace siftscope
