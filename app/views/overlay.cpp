#include "app/views/overlay.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "app/drawing/palette.h"
#include "app/model/match_sets.h"
#include "app/model/residuals.h"
#include "app/views/stroke_painter.h"

namespace siftscope {
namespace {

constexpr float smallest_radius = 2.0F;

/// What is drawn in each frame of a drag, of each kind and picture: a circle or a line takes microseconds.
constexpr std::size_t most_lines_while_moving = 300;
constexpr std::size_t most_keypoints_while_moving = 600;

// What a keypoint of either picture is an end of.
enum class Role : std::uint8_t { alone, right, wrong };

struct Ink {
    palette::Colour colour;
    double opacity = 1;
    float width = 1;
};

bool reaches(const ScreenKeypoint& keypoint, const Rect& area) {
    const ScreenPoint c = keypoint.centre;
    const float r = keypoint.radius;
    return c.x + r >= area.x && c.x - r < area.x + area.width && c.y + r >= area.y &&
           c.y - r < area.y + area.height;
}

void draw_keypoint(StrokePainter& painter, const ScreenKeypoint& k, const Ink& ink) {
    painter.circle(k.centre, k.radius, ink.colour, ink.opacity, ink.width);
    painter.line(k.centre, {k.centre.x + k.radius * k.cosine, k.centre.y + k.radius * k.sine}, ink.colour,
                 ink.opacity, ink.width);
}

void draw_cross(StrokePainter& painter, ScreenPoint c, float arm, const Ink& ink) {
    painter.line({c.x - arm, c.y - arm}, {c.x + arm, c.y + arm}, ink.colour, ink.opacity, ink.width);
    painter.line({c.x - arm, c.y + arm}, {c.x + arm, c.y - arm}, ink.colour, ink.opacity, ink.width);
}

void draw_dashes(StrokePainter& painter, ScreenPoint a, ScreenPoint b, float dash, const Ink& ink) {
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    const auto at = [&](float along) {
        const float t = std::min(along / length, 1.0F);
        return ScreenPoint{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    };
    for (float begin = 0; begin < length; begin += 2 * dash)
        painter.line(at(begin), at(begin + dash), ink.colour, ink.opacity, ink.width);
}

std::array<std::vector<Role>, 2> roles_of(const OverlayScene& scene) {
    const MatchResult& result = *scene.result;
    std::array<std::vector<Role>, 2> roles{std::vector<Role>(result.side_1->keypoints.size(), Role::alone),
                                           std::vector<Role>(result.side_2->keypoints.size(), Role::alone)};
    for (std::size_t m = 0; m < result.matches.size(); ++m) {
        const sift::Match& match = result.matches[m];
        if (!match.kept) continue;
        const Role role = set_of(result, m) == MatchSet::kept_wrong ? Role::wrong : Role::right;
        roles[0][static_cast<std::size_t>(match.first)] = role;
        Role& second = roles[1][static_cast<std::size_t>(match.second)];
        second = std::max(second, role);
    }
    return roles;
}

}  // namespace

Turn turn_between(const sift::Rotation& found, const sift::Rotation& shown) {
    if (found == shown) return {};
    const auto moved = [&](double x, double y) { return shown.to_rotated(found.to_source({x, y})); };
    const sift::Point origin = moved(0, 0);
    const sift::Point right = moved(1, 0);
    const sift::Point down = moved(0, 1);
    return {sift::Homography{{right.x - origin.x, down.x - origin.x, origin.x, right.y - origin.y,
                              down.y - origin.y, origin.y, 0, 0, 1}},
            found.angle - shown.angle, shown.scale / found.scale};
}

OverlayScene overlay_scene(std::shared_ptr<const MatchResult> result,
                           const std::array<CanvasView, 2>& canvases, const Turn& turn, const ViewState& view,
                           float scale, bool moving) {
    return {std::move(result),
            canvases,
            turn,
            view.keypoints,
            view.not_visible,
            sets_shown(view),
            view.residual_arrows,
            {},
            view.rejected_kinds,
            scale,
            moving};
}

ScreenKeypoint screen_keypoint(const OverlayScene& scene, const sift::Keypoint& keypoint, int picture) {
    const CanvasView& canvas = scene.canvases[static_cast<std::size_t>(picture)];
    const sift::Point place{keypoint.x, keypoint.y};
    const double degrees = keypoint.angle + (picture == 1 ? scene.turn.angle : 0);
    const double radians = degrees * std::numbers::pi / 180;
    const double size = keypoint.size * (picture == 1 ? scene.turn.scale : 1);
    return {canvas.to_screen(picture == 1 ? scene.turn.shown_from_found(place) : place),
            std::max(static_cast<float>(size / 2 * canvas.zoom), smallest_radius * scene.scale),
            static_cast<float>(std::cos(radians)), static_cast<float>(std::sin(radians))};
}

Rect overlay_area(const std::array<CanvasView, 2>& canvases) {
    const Rect& a = canvases[0].area;
    const Rect& b = canvases[1].area;
    const float x = std::floor(std::min(a.x, b.x));
    const float y = std::floor(std::min(a.y, b.y));
    return {x, y, std::ceil(std::max(a.x + a.width, b.x + b.width)) - x,
            std::ceil(std::max(a.y + a.height, b.y + b.height)) - y};
}

namespace {

class OverlayPainter {
  public:
    OverlayPainter(const OverlayScene& scene, cv::Mat& pixels, const Rect& area)
        : scene_(scene),
          result_(*scene.result),
          pixels_(pixels),
          area_(area),
          roles_(roles_of(scene)),
          counts_(match_set_sizes(*scene.result)) {}

    // Circles stay on their own canvas.
    void keypoints(int picture) {
        const auto side = static_cast<std::size_t>(picture);
        const Rect& canvas = scene_.canvases[side].area;
        const cv::Rect window(static_cast<int>(canvas.x - area_.x), static_cast<int>(canvas.y - area_.y),
                              static_cast<int>(canvas.width), static_cast<int>(canvas.height));
        cv::Mat part = pixels_(window & cv::Rect(0, 0, pixels_.cols, pixels_.rows));
        StrokePainter painter(
            part, {area_.x + static_cast<float>(window.x), area_.y + static_cast<float>(window.y)});
        const MatchSide& keypoints = picture == 0 ? *result_.side_1 : *result_.side_2;
        crowding_ = crowding(keypoints, picture);
        if (scene_.keypoints && scene_.not_visible)
            for (std::size_t i = 0; i < keypoints.not_visible.size();
                 i += stride_of(keypoints.not_visible.size(), most_keypoints_while_moving))
                if (const auto k = screen_keypoint(scene_, keypoints.not_visible[i], picture);
                    reaches(k, canvas))
                    draw_keypoint(painter, k, lightened(faded_));
        if (const RejectedList& candidates = scene_.rejected[side])
            for (const RejectedCandidate& candidate : *candidates) rejected(painter, candidate, picture);
        const std::size_t stride = stride_of(keypoints.keypoints.size(), most_keypoints_while_moving);
        for (std::size_t i = 0; i < keypoints.keypoints.size(); ++i) {
            if (i % stride != 0 && roles_[side][i] != Role::wrong) continue;
            const auto k = screen_keypoint(scene_, keypoints.keypoints[i], picture);
            if (reaches(k, canvas)) keypoint(painter, k, roles_[side][i]);
        }
    }

    void lines(MatchSet set) {
        if (!shown(set)) return;
        StrokePainter painter(pixels_, {area_.x, area_.y});
        const Ink ink = lines_ink(set);
        const bool rejected = set == MatchSet::rejected_right || set == MatchSet::rejected_wrong;
        const std::size_t stride =
            set == MatchSet::kept_wrong ? 1 : stride_of(counts_[set], most_lines_while_moving);
        std::size_t number = 0;
        for (std::size_t m = 0; m < result_.matches.size(); ++m) {
            const sift::Match& match = result_.matches[m];
            if (set_of(result_, m) != set || number++ % stride != 0) continue;
            const auto& first = result_.side_1->keypoints[static_cast<std::size_t>(match.first)];
            const auto& second = result_.side_2->keypoints[static_cast<std::size_t>(match.second)];
            const ScreenPoint a = screen_keypoint(scene_, first, 0).centre;
            const ScreenPoint b = screen_keypoint(scene_, second, 1).centre;
            // A line to a place outside its canvas would end on the other picture.
            if (!scene_.canvases[0].area.contains(a) || !scene_.canvases[1].area.contains(b)) continue;
            if (rejected)
                draw_dashes(painter, a, b, 7 * scene_.scale, ink);
            else
                painter.line(a, b, ink.colour, ink.opacity, ink.width);
        }
    }

    // From where each right match should be in the second picture to where it is, magnified.
    void residuals() {
        StrokePainter painter(pixels_, {area_.x, area_.y});
        const CanvasView& canvas = scene_.canvases[1];
        const Ink ink{palette::selected, 0.9, 1.2F * thin_};
        constexpr std::size_t most = 300;  // more would hide the picture and say nothing new
        const std::vector<Residual> residuals = right_residuals(result_);
        const std::size_t stride = 1 + residuals.size() / most;
        for (std::size_t i = 0; i < residuals.size(); i += stride) {
            const Residual& residual = residuals[i];
            const sift::Match& match = result_.matches[residual.match];
            const auto& partner = result_.side_2->keypoints[static_cast<std::size_t>(match.second)];
            const auto shown = [&](double times) {
                const sift::Point place{partner.x + (times - 1) * residual.dx,
                                        partner.y + (times - 1) * residual.dy};
                return canvas.to_screen(scene_.turn.shown_from_found(place));
            };
            const ScreenPoint from = shown(0);
            const ScreenPoint to = shown(scene_.residual_arrows);
            if (!canvas.area.contains(from) || !canvas.area.contains(to)) continue;
            painter.line(from, to, ink.colour, ink.opacity, ink.width);
        }
    }

  private:
    /// Each how manieth of `count` is drawn.
    [[nodiscard]] std::size_t stride_of(std::size_t count, std::size_t most) const {
        return scene_.moving ? 1 + count / most : 1;
    }

    [[nodiscard]] bool shown(MatchSet set) const { return scene_.sets[static_cast<std::size_t>(set)]; }

    // Many lines are drawn fainter than few: the picture below has to stay visible.
    [[nodiscard]] Ink lines_ink(MatchSet set) const {
        const double lines = static_cast<double>(std::max<std::size_t>(counts_[set], 1));
        const bool judged = result_.verdicts.has_value();
        if (set == MatchSet::kept_wrong && judged) {
            if (lines <= 40) return wrong_;
            const double crowd = std::sqrt(lines / 40);
            return {palette::wrong, std::max(palette::wrong_opacity / crowd, 0.4),
                    std::max(wrong_.width / static_cast<float>(crowd), thin_)};
        }
        const bool wrong = set == MatchSet::rejected_wrong || set == MatchSet::kept_wrong;
        const palette::Colour colour = judged  ? wrong ? palette::wrong : palette::right
                                       : wrong ? palette::rejected
                                               : palette::kept;
        return {colour,
                std::clamp(palette::right_opacity * std::sqrt(60 / lines), 0.16, palette::right_opacity),
                thin_};
    }

    // By how much circles are lightened so that the picture stays to be seen below them: 1 while their
    // strokes, each a circle and its tick, would cover less than a tenth of the canvas.
    [[nodiscard]] double crowding(const MatchSide& keypoints, int picture) const {
        const Rect& canvas = scene_.canvases[static_cast<std::size_t>(picture)].area;
        double length = 0;
        const auto add = [&](const std::vector<sift::Keypoint>& points) {
            for (const sift::Keypoint& point : points)
                if (const auto k = screen_keypoint(scene_, point, picture); reaches(k, canvas))
                    length += (2 * std::numbers::pi + 1) * static_cast<double>(k.radius);
        };
        add(keypoints.keypoints);
        if (scene_.not_visible) add(keypoints.not_visible);
        const double area = static_cast<double>(canvas.width) * static_cast<double>(canvas.height);
        const double covered = length * static_cast<double>(thin_) / std::max(area, 1.0);
        return std::clamp(1.0 / 10 / std::max(covered, 1e-9), 0.4, 1.0);
    }
    [[nodiscard]] Ink lightened(Ink ink) const {
        ink.opacity *= crowding_;
        return ink;
    }

    // Told apart by form: a circle, on an edge with a line along it; crossed where there was no extremum.
    void rejected(StrokePainter& painter, const RejectedCandidate& candidate, int picture) const {
        const auto kind = static_cast<std::size_t>(
            std::find(rejections.begin(), rejections.end(), candidate.verdict) - rejections.begin());
        if (kind >= rejections.size() || !scene_.rejected_kinds[kind]) return;
        const ScreenKeypoint k =
            screen_keypoint(scene_, {candidate.x, candidate.y, candidate.size, 0, 0, 0, 0}, picture);
        if (!reaches(k, scene_.canvases[static_cast<std::size_t>(picture)].area)) return;
        const Ink ink{palette::rejected, 0.75, thin_};
        if (candidate.verdict == sift::Verdict::low_contrast || candidate.verdict == sift::Verdict::edge ||
            candidate.verdict == sift::Verdict::duplicate)
            painter.circle(k.centre, k.radius, ink.colour, ink.opacity, ink.width);
        const float arm = std::max(k.radius, 3 * scene_.scale);
        if (candidate.verdict == sift::Verdict::edge)
            painter.line({k.centre.x - arm, k.centre.y}, {k.centre.x + arm, k.centre.y}, ink.colour,
                         ink.opacity, ink.width);
        if (candidate.verdict == sift::Verdict::not_extremum || candidate.verdict == sift::Verdict::outside ||
            candidate.verdict == sift::Verdict::no_convergence)
            draw_cross(painter, k.centre, 3 * scene_.scale, ink);
    }

    void keypoint(StrokePainter& painter, const ScreenKeypoint& k, Role role) const {
        const bool line_shown = role == Role::right ? shown(MatchSet::kept_right)
                                                    : role == Role::wrong && shown(MatchSet::kept_wrong);
        const Ink ink = role == Role::wrong ? wrong_ : lightened(role == Role::right ? right_end_ : plain_);
        if (scene_.keypoints)
            draw_keypoint(painter, k, ink);
        else if (line_shown && role == Role::right)
            painter.circle(k.centre, smallest_radius * scene_.scale, ink.colour, ink.opacity, ink.width);
        if (line_shown && role == Role::wrong && result_.verdicts)
            draw_cross(painter, k.centre, 4 * scene_.scale, ink);
    }

    const OverlayScene& scene_;
    const MatchResult& result_;
    cv::Mat& pixels_;
    const Rect area_;
    const std::array<std::vector<Role>, 2> roles_;
    const MatchSetCounts counts_;
    const float thin_ = scene_.scale;
    double crowding_ = 1;
    const Ink faded_{palette::not_visible, palette::not_visible_opacity, thin_};
    const Ink plain_{palette::keypoint, 0.9, thin_};
    // Without a truth: the ends of what agrees with the fitted homography, and of what does not.
    const Ink right_end_{result_.verdicts ? palette::right : palette::kept, 0.95, 1.2F * thin_};
    const Ink wrong_ = result_.verdicts ? Ink{palette::wrong, palette::wrong_opacity, 1.8F * thin_}
                                        : Ink{palette::rejected, 0.95, thin_};
};

}  // namespace

cv::Mat draw_overlay(const OverlayScene& scene, const Rect& area) {
    cv::Mat pixels(std::max(1, static_cast<int>(area.height)), std::max(1, static_cast<int>(area.width)),
                   CV_8UC4, cv::Scalar::all(0));
    OverlayPainter painter(scene, pixels, area);
    painter.lines(MatchSet::rejected_wrong);
    painter.lines(MatchSet::rejected_right);
    painter.lines(MatchSet::kept_right);
    for (const int picture : {0, 1}) painter.keypoints(picture);
    if (scene.residual_arrows > 0) painter.residuals();
    painter.lines(MatchSet::kept_wrong);  // on top: these are what one looks for
    return pixels;
}

}  // namespace siftscope
