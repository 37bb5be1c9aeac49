#include "app/drawing/caption.h"

#include <cstddef>
#include <sstream>

#include "app/model/utf8.h"

namespace siftscope {
namespace {

// All in capitals' heights.
constexpr double line_distance = 2.3;
constexpr double entry_gap = 1.9;
constexpr double swatch_width = 3.4;
constexpr double swatch_gap = 0.6;

double advance_of_swatch(Swatch swatch, double cap) {
    if (swatch == Swatch::none) return 0;
    const bool long_one = swatch == Swatch::line || swatch == Swatch::crossed_line;
    return ((long_one ? swatch_width : 1.2) + swatch_gap) * cap;
}

void add_swatch(scene::Scene& scene, const CaptionEntry& entry, double x, double baseline, double cap) {
    const double y = baseline - 0.5 * cap;
    const double ring = 0.38 * cap;
    const double end = swatch_width * cap - ring;
    scene::Strokes strokes{.colour = entry.swatch_colour, .width = 0.16 * cap};
    switch (entry.swatch) {
        case Swatch::none:
            return;
        case Swatch::line:
            strokes.lines = {{{x + 2 * ring, y}, {x + end - ring, y}}};
            strokes.circles = {{{x + ring, y}, ring}, {{x + end, y}, ring}};
            break;
        case Swatch::crossed_line:
            strokes.width = 0.22 * cap;
            strokes.lines = {{{x + ring, y}, {x + end, y}}};
            append_cross(strokes.lines, {x + ring, y}, ring);
            append_cross(strokes.lines, {x + end, y}, ring);
            break;
        case Swatch::ring:
            strokes.circles = {{{x + 0.6 * cap, y}, ring}};
            break;
        case Swatch::ring_with_tick:
            strokes.circles = {{{x + 0.6 * cap, y}, 0.55 * cap}};
            strokes.lines = {{{x + 0.6 * cap, y}, {x + 1.15 * cap, y}}};
            break;
    }
    scene.items.push_back(std::move(strokes));
}

/// Entries that fit into a line each: what is too wide is broken at its blanks, a word that is still too wide
/// is shortened.
std::vector<CaptionEntry> broken_to_fit(const std::vector<CaptionEntry>& entries, double width, double cap) {
    std::vector<CaptionEntry> fitting;
    for (const CaptionEntry& entry : entries) {
        const double room = width - advance_of_swatch(entry.swatch, cap);
        if (text_width(entry.text, cap) <= room) {
            fitting.push_back(entry);
            continue;
        }
        CaptionEntry part = entry;
        part.text.clear();
        std::istringstream words(entry.text);
        for (std::string word; words >> word;) {
            const std::string longer = part.text.empty() ? word : part.text + " " + word;
            if (text_width(longer, cap) > room && !part.text.empty()) {
                fitting.push_back(part);
                part.swatch = Swatch::none;
                part.begins_line = true;
                part.text = shortened(word, room, cap);
            } else {
                part.text = shortened(longer, room, cap);
            }
        }
        fitting.push_back(part);
    }
    return fitting;
}

}  // namespace

void append_cross(std::vector<Polyline>& lines, sift::Point centre, double arm) {
    const double d = arm / 1.41421356237309505;
    lines.push_back({{centre.x - d, centre.y - d}, {centre.x + d, centre.y + d}});
    lines.push_back({{centre.x - d, centre.y + d}, {centre.x + d, centre.y - d}});
}

std::string shortened(const std::string& text, double width, double cap_height) {
    if (text_width(text, cap_height) <= width) return text;
    const std::vector<char32_t> all = decode_utf8(text);
    for (std::size_t kept = all.size(); kept-- > 0;) {
        std::vector<char32_t> some(all.begin(), all.begin() + static_cast<std::ptrdiff_t>((kept + 1) / 2));
        some.insert(some.end(), 3, U'.');
        some.insert(some.end(), all.end() - static_cast<std::ptrdiff_t>(kept / 2), all.end());
        std::string candidate = encode_utf8(some);
        if (text_width(candidate, cap_height) <= width) return candidate;
    }
    return {};
}

double add_caption(scene::Scene& scene, const std::vector<CaptionEntry>& entries, double left, double top,
                   double width, double cap_height) {
    const double cap = cap_height;
    double x = left;
    double baseline = top + cap;
    for (const CaptionEntry& entry : broken_to_fit(entries, width, cap)) {
        const double sign = advance_of_swatch(entry.swatch, cap);
        const double advance = sign + text_width(entry.text, cap);
        const bool first = x == left;
        if (!first && (entry.begins_line || x + advance > left + width)) {
            x = left;
            baseline += line_distance * cap;
        }
        add_swatch(scene, entry, x, baseline, cap);
        if (!entry.text.empty())
            scene.items.push_back(scene::Text{.colour = entry.colour,
                                              .baseline = {x + sign, baseline},
                                              .cap_height = cap,
                                              .bold = entry.bold,
                                              .text = entry.text});
        x += advance + entry_gap * cap;
    }
    return baseline + 0.3 * cap;
}

}  // namespace siftscope
