#include "app/files/write_matches.h"

#include <cstddef>

#include "app/files/atomic_file.h"
#include "app/files/number_text.h"

namespace siftscope {
namespace {

void append_keypoint(std::string& text, const sift::Keypoint& keypoint) {
    for (const double value : {keypoint.x, keypoint.y, keypoint.size, keypoint.angle}) {
        append_number(text, value);
        text += ',';
    }
}

}  // namespace

std::string matches_csv(const MatchResult& result, const std::vector<Note>& notes) {
    std::string text =
        comment_lines(notes) + "x1,y1,size1,angle1,x2,y2,size2,angle2,distance,ratio,kept,right,error_px\n";
    for (std::size_t i = 0; i < result.matches.size(); ++i) {
        const sift::Match& match = result.matches[i];
        append_keypoint(text, result.side_1->keypoints.at(static_cast<std::size_t>(match.first)));
        append_keypoint(text, result.side_2->keypoints.at(static_cast<std::size_t>(match.second)));
        append_number(text, match.distance);
        text += ',';
        if (match.ratio) append_number(text, *match.ratio);
        text += match.kept ? ",1," : ",0,";
        if (result.verdicts) {
            const sift::Judgement& judgement = result.verdicts->judgements.at(i);
            text += match.kept && judgement.right ? "1," : "0,";
            append_number(text, judgement.error_px);
        } else {
            text += ',';
        }
        text += '\n';
    }
    return text;
}

void write_matches(const std::filesystem::path& path, const MatchResult& result) {
    write_file(path, matches_csv(result));
}

}  // namespace siftscope
