#pragma once

#include <filesystem>
#include <string>

#include "app/model/session.h"

namespace siftscope {

/// The session as JSON: `version` of this format, `program`, `image` (`path`, `sha256`), `other` likewise
/// where two pictures are matched, `settings`, `selection` (null when there is none) and `view`. A picture in
/// the folder of `file` or below is named from there, so that both can be moved together; any other by its
/// whole path, as all are when `file` is empty. Throws UserError for a picture whose name is not UTF-8, which
/// JSON cannot hold.
[[nodiscard]] std::string session_text(const Session& session, const std::filesystem::path& file);

/// The session of a file, its image with a whole path. What is missing keeps its default, except the version
/// and the image. Throws UserError, one sentence that names the file, for what is no session of this
/// version.
[[nodiscard]] Session read_session(const std::filesystem::path& file);

/// Whether the name is that of a session: it ends in .json.
[[nodiscard]] bool is_session_name(const std::filesystem::path& file);

/// The sentence for a picture that is not the one which the session was saved with; empty when both are.
/// `other_sha256` is empty when the session has one picture.
[[nodiscard]] std::string changed_picture_notice(const Session& session, const std::string& sha256,
                                                 const std::string& other_sha256 = {});

}  // namespace siftscope
