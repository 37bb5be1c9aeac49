#include "app/views/settings_column.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <thread>

#include "app/views/controls.h"
#include "app/views/distortion_section.h"
#include "app/views/export_panel.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr Number angle{"angle",
                       "Rotation",
                       "By how much the picture is turned, in degrees; positive is counter-clockwise on "
                       "screen. Drag, or Ctrl+click to type any number. Left and Right turn by 1 degree, "
                       "with Shift by 15.",
                       -180,
                       180,
                       1,
                       "\u00b0"};

constexpr Number ratio{
    "ratio",
    "Ratio",
    "A match is kept when its distance is below this share of the distance to the second "
    "nearest descriptor (Lowe 2004, section 7.1: 0.8). Lower keeps fewer, surer matches. Up "
    "and Down change it by 0.01.",
    0.3,
    1.0,
    2};
constexpr Number max_distance{"max_distance",
                              "Max. distance",
                              "A match is kept only when its descriptors are at most this far apart: "
                              "Euclidean distance of 128 bytes, 0 to about 720. Off by default.",
                              0,
                              600,
                              0,
                              "",
                              false,
                              nullptr};
constexpr Number tolerance{
    "tolerance",
    "Tolerance",
    "A kept match is right when its keypoint, mapped by the true rotation, lies within "
    "this many pixels of its partner.",
    0.5,
    10,
    1,
    " px"};

constexpr Number layers{
    "layers",
    "Layers",
    "DoG layers that are searched in each octave. More find more keypoints at finer scale "
    "steps and cost more time (Lowe 2004, section 3.2: 3).",
    1,
    8,
    0,
    "",
    true};
constexpr Number contrast{
    "contrast",
    "Contrast",
    "A keypoint is kept when |D|, its difference of Gaussians for grey 0..1, times the "
    "number of layers is at least this. Lower keeps weaker blobs (Lowe 2004, section 4; "
    "cv::SIFT: 0.04).",
    0,
    0.15,
    3};
constexpr Number edge{
    "edge",
    "Edge",
    "A keypoint is kept when the ratio of its two principal curvatures is below this. Higher "
    "lets in more that lies on edges (Lowe 2004, section 4.1: 10).",
    1.5,
    30,
    1};
constexpr Number sigma{
    "sigma",
    "Sigma \u03c3",
    "Blur of the first layer of each octave, in samples of that octave. Larger ignores finer "
    "detail (Lowe 2004, section 3.3: 1.6).",
    0.6,
    4,
    2,
    " px"};
constexpr Number max_features{"max_features",
                              "Max. features",
                              "Only this many keypoints of the highest response are kept; 0 keeps all.",
                              0,
                              5000,
                              0,
                              "",
                              true,
                              "all"};

Number threads_number() {
    Number number{
        "threads",
        "Threads",
        "Threads that the work may use; 0 takes all of this computer's. Never changes a result, only "
        "the time.",
        0,
        0,
        0,
        "",
        true,
        "all"};
    number.high = std::max(2U, std::thread::hardware_concurrency());
    return number;
}

void rotation_section(Frame& frame, Settings& settings) {
    const float width = ImGui::GetContentRegionAvail().x;
    const float left = ImGui::GetCursorPosX();
    ImGui::PushFont(frame.ui.fonts->strong);
    const std::string text = value_text(angle, settings.angle);
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(angle.label);
    explain(angle.tooltip);
    const ImVec2 size = ImGui::CalcTextSize(text.c_str());
    ImGui::SameLine(left + width - size.x, 0);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    if (ImGui::InvisibleButton("angle_value", {size.x, ImGui::GetFrameHeight()}))
        frame.entry.requested = angle.name;
    frame.ui.widgets.note_item("angle_value");
    ImGui::GetWindowDrawList()->AddText(
        {corner.x, corner.y + (ImGui::GetFrameHeight() - size.y) / 2},
        ImGui::IsItemHovered() ? frame.ui.palette.accent : frame.ui.palette.text, text.c_str());
    ImGui::PopFont();
    explain("Click to type a number.");
    if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);

    number_slider(frame, angle, settings.angle, width, 0);

    constexpr struct {
        const char* name;
        const char* label;
        double angle;
    } quarter_turns[] = {{"angle_0", "0\u00b0", 0},
                         {"angle_45", "45\u00b0", 45},
                         {"angle_90", "90\u00b0", 90},
                         {"angle_180", "180\u00b0", 180}};
    const auto count = static_cast<float>(std::size(quarter_turns) + 1);
    const float gap = frame.px(6);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                        {frame.px(1), frame.px(3)});  // "180" fits a narrow column
    for (const auto& turn : quarter_turns) {
        if (&turn != quarter_turns) ImGui::SameLine(0, gap);
        if (ImGui::Button(turn.label, {(width - gap * (count - 1)) / count, 0})) settings.angle = turn.angle;
        frame.ui.widgets.note_item(turn.name);
        explain(turn.angle == 45 ? "The hardest angle for most detectors."
                                 : "A quarter turn moves whole pixels: nothing is interpolated.");
    }
    ImGui::SameLine(0, gap);
    const bool playing = frame.state.playing;
    ImGui::BeginDisabled(frame.state.picture == nullptr);
    if (ImGui::Button(playing ? "\u25a0###play" : "\u25b6###play", {(width - gap * (count - 1)) / count, 0}))
        frame.ask(Play{!playing});
    frame.ui.widgets.note_item("play");
    ImGui::EndDisabled();
    explain("Turns the picture on and on, a degree at a time (Space). Any edit stops it.");
    ImGui::PopStyleVar();
}

// Instead of the rotation, while the picture is matched with another one.
void other_picture_section(Frame& frame) {
    ImGui::PushFont(frame.ui.fonts->strong);
    ImGui::TextUnformatted("Another picture");
    ImGui::PopFont();
    const std::string name = frame.state.other->path.filename().string();
    ImGui::TextUnformatted(name.c_str());
    explain(frame.state.other->path.string().c_str());
    const float gap = frame.px(8);
    const ImVec2 half{(ImGui::GetContentRegionAvail().x - gap) / 2, 0};
    if (ImGui::Button("Choose\u2026", half)) frame.ui.browse_other = true;
    frame.ui.widgets.note_item("choose_other");
    explain("Matches the picture with yet another one.");
    ImGui::SameLine(0, gap);
    if (ImGui::Button("Turn itself", half)) frame.ask(MatchWith{});
    frame.ui.widgets.note_item("match_itself");
    explain("Matches the picture with itself turned again, of which right and wrong are known.");
}

void matching_section(Frame& frame, Settings& settings) {
    const Settings standard;
    const bool differs = settings.match != standard.match || settings.tolerance != standard.tolerance;
    if (section(frame, "Matching", "defaults_match", differs)) {
        settings.match = standard.match;
        settings.tolerance = standard.tolerance;
    }
    number_row(frame, ratio, settings.match.ratio, standard.match.ratio);
    number_row(frame, tolerance, settings.tolerance, standard.tolerance);
    check_row(frame, "mutual", "Mutual",
              "Keep a match only when each descriptor is the other's nearest: one to one.",
              settings.match.mutual);

    constexpr double first_limit = 300;
    bool limited = settings.match.max_distance.has_value();
    if (check_row(frame, "max_distance_on", "Limit distance", max_distance.tooltip, limited))
        settings.match.max_distance = limited ? std::optional<double>(first_limit) : std::nullopt;
    if (limited) {
        double limit = settings.match.max_distance.value_or(first_limit);
        if (number_row(frame, max_distance, limit, first_limit)) settings.match.max_distance = limit;
    }
}

void picture_section(Frame& frame, Settings& settings) {
    const Settings standard;
    const bool differs =
        settings.canvas != standard.canvas || settings.interpolation != standard.interpolation;
    if (section(frame, "Rotated picture", "defaults_picture", differs)) {
        settings.canvas = standard.canvas;
        settings.interpolation = standard.interpolation;
    }
    enum_row(
        frame, "canvas", "Canvas",
        "Grow: large enough for the whole turned picture. Keep: as large as the original, corners are cut "
        "off.",
        canvas_names, {"Grow to hold all", "Keep the size"}, settings.canvas);
    enum_row(frame, "interpolation", "Interpolation",
             "How pixels between pixels are made. Linear blurs, cubic and Lanczos blur less, the quintic "
             "B-spline with prefilter least (Unser 1999). Quarter turns need none.",
             interpolation_names,
             {"Linear 2 \u00d7 2", "Cubic 4 \u00d7 4", "Lanczos 8 \u00d7 8", "Quintic spline"},
             settings.interpolation);
}

void detector_section(Frame& frame, Settings& settings) {
    const Settings standard;
    const Settings defaults = standard.with(settings.engine, settings.profile);
    const bool differs = settings.detect != defaults.detect || settings.engine != standard.engine ||
                         settings.profile != standard.profile || settings.threads != standard.threads;
    if (section(frame, "SIFT", "defaults", differs)) {
        settings.detect = standard.detect;
        settings.engine = standard.engine;
        settings.profile = standard.profile;
        settings.threads = standard.threads;
    }
    Engine engine = settings.engine;
    Profile profile = settings.profile;
    enum_row(frame, "engine", "Engine", "Whose SIFT does the work: ours, or OpenCV's as the reference.",
             engine_names, {"siftscope (ours)", "OpenCV's cv::SIFT"}, engine);
    ImGui::BeginDisabled(engine == Engine::opencv);
    enum_row(frame, "profile", "Profile",
             "A named set of choices for our SIFT. Precise: exact under rotation. Classic: every choice as "
             "cv::SIFT 4.6 makes it. Each has defaults of its own.",
             profile_names, {"Precise", "Classic"}, profile);
    ImGui::EndDisabled();
    if (engine != settings.engine || profile != settings.profile) settings = settings.with(engine, profile);
    if (engine == Engine::opencv) settings.detect.upsample = true;  // cv::SIFT always does

    const auto whole = [&](const Number& number, int& value, int usual) {
        double edited = value;
        if (number_row(frame, number, edited, usual))
            value = static_cast<int>(std::clamp(std::round(edited), -1e9, 1e9));
    };
    whole(layers, settings.detect.layers, defaults.detect.layers);
    number_row(frame, contrast, settings.detect.contrast_threshold, defaults.detect.contrast_threshold);
    number_row(frame, edge, settings.detect.edge_threshold, defaults.detect.edge_threshold);
    number_row(frame, sigma, settings.detect.sigma, defaults.detect.sigma);
    whole(max_features, settings.detect.max_features, defaults.detect.max_features);
    ImGui::BeginDisabled(settings.engine == Engine::opencv);
    check_row(
        frame, "upsample", "Upsample",
        "Begin with the picture doubled by linear interpolation: finds about four times as many, smaller "
        "keypoints (Lowe 2004, section 3.3). OpenCV's SIFT always does.",
        settings.detect.upsample);
    ImGui::EndDisabled();
    check_row(frame, "root", "RootSIFT",
              "Compare square roots of the descriptors' shares, so that single large bins count less "
              "(Arandjelovi\u0107 and Zisserman 2012).",
              settings.detect.root);
    static const Number threads = threads_number();
    whole(threads, settings.threads, standard.threads);
}

}  // namespace

double stepped_angle(double degrees, double step) {
    const double next = degrees + step;
    const bool left_range = std::abs(degrees) <= 180 && std::abs(next) > 180;
    return left_range ? next - std::copysign(360, next) : next;
}

double stepped_ratio(double value, double step) {
    return std::clamp(std::round((value + step) * 100) / 100, 0.01, 1.0);
}

void settings_column(Frame& frame) {
    Settings settings = frame.state.settings;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {frame.px(10), frame.px(4)});
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {frame.px(10), frame.px(3)});
    // What is done again and again stays in view below what scrolls, unless there is hardly room to scroll.
    const float pinned = export_panel_height(frame);
    const bool pins = ImGui::GetContentRegionAvail().y > 4 * pinned;
    if (pins) ImGui::BeginChild("sections", {0, -pinned}, false);
    if (frame.state.other) {
        other_picture_section(frame);
    } else {
        rotation_section(frame, settings);
        distortion_section(frame, settings);
    }
    matching_section(frame, settings);
    detector_section(frame, settings);
    filter_section(frame, settings);
    if (!frame.state.other) picture_section(frame, settings);
    session_section(frame);
    if (pins) ImGui::EndChild();
    export_panel(frame);
    ImGui::PopStyleVar(2);
    if (settings != frame.state.settings) frame.ask(SetSettings{settings});
}

}  // namespace siftscope
