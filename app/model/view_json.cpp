#include "app/model/view_json.h"

#include "app/model/json_field.h"
#include "app/model/verdict_names.h"

namespace siftscope {
namespace {

constexpr Range zoom_range{0, largest_zoom, true, "a number above 0 and at most 64"};
constexpr Range opacity_range{0, 1, false, "a number from 0 to 1"};
constexpr Range arrow_range{0, 1000, false, "a number from 0 to 1000"};

void read_point(const JsonField& field, sift::Point& target) {
    const Range coordinate;
    const auto number = [&](std::size_t i) {
        return field.value[i].is_number() && coordinate.contains(field.value[i].get<double>());
    };
    if (!field.value.is_array() || field.value.size() != 2 || !number(0) || !number(1))
        field.refuse("a list of two numbers, x and y in pixels");
    target = {field.value[0].get<double>(), field.value[1].get<double>()};
}

nlohmann::ordered_json kinds_json(const ViewState& view) {
    auto names = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < rejections.size(); ++i)
        if (view.rejected_kinds[i]) names.push_back(name_of(rejections[i]));
    return names;
}

void read_kinds(const JsonField& field, ViewState& view) {
    if (!field.value.is_array()) field.refuse("a list of verdicts");
    view.rejected_kinds = {};
    for (const auto& name : field.value) {
        bool known = false;
        for (std::size_t i = 0; i < rejections.size(); ++i)
            if (name == name_of(rejections[i])) known = view.rejected_kinds[i] = true;
        if (!known) field.refuse("a list of verdicts such as \"edge\"");
    }
}

}  // namespace

nlohmann::ordered_json view_to_json(const ViewState& view) {
    return {{"fit", view.fit},
            {"zoom", view.zoom},
            {"centre", {view.centre.x, view.centre.y}},
            {"keypoints", view.keypoints},
            {"not_visible", view.not_visible},
            {"right_lines", view.right_lines},
            {"wrong_lines", view.wrong_lines},
            {"rejected_right_lines", view.rejected_right_lines},
            {"rejected_wrong_lines", view.rejected_wrong_lines},
            {"rejected", view.rejected},
            {"rejected_kinds", kinds_json(view)},
            {"layout", name_of(view.layout)},
            {"overlay_opacity", view.overlay_opacity},
            {"error_map", view.error_map},
            {"insight", name_of(view.insight)},
            {"criterion", name_of(view.criterion)},
            {"sort_by", name_of(view.sort_by, match_column_names)},
            {"sort_descending", view.sort_descending},
            {"match_filter", view.match_filter},
            {"residual_arrows", view.residual_arrows}};
}

ViewState view_from_json(const nlohmann::ordered_json& json) {
    ViewState view;
    using Field = const JsonField&;
    read_fields(json, "view entry",
                {{"fit", [&](Field field) { field.read(view.fit); }},
                 {"zoom", [&](Field field) { field.read(view.zoom, zoom_range); }},
                 {"centre", [&](Field field) { read_point(field, view.centre); }},
                 {"keypoints", [&](Field field) { field.read(view.keypoints); }},
                 {"not_visible", [&](Field field) { field.read(view.not_visible); }},
                 {"right_lines", [&](Field field) { field.read(view.right_lines); }},
                 {"wrong_lines", [&](Field field) { field.read(view.wrong_lines); }},
                 {"rejected_right_lines", [&](Field field) { field.read(view.rejected_right_lines); }},
                 {"rejected_wrong_lines", [&](Field field) { field.read(view.rejected_wrong_lines); }},
                 {"rejected", [&](Field field) { field.read(view.rejected); }},
                 {"rejected_kinds", [&](Field field) { read_kinds(field, view); }},
                 {"layout", [&](Field field) { field.read(view.layout, layout_names); }},
                 {"overlay_opacity", [&](Field field) { field.read(view.overlay_opacity, opacity_range); }},
                 {"error_map", [&](Field field) { field.read(view.error_map); }},
                 {"sort_by", [&](Field field) { field.read(view.sort_by, match_column_names); }},
                 {"sort_descending", [&](Field field) { field.read(view.sort_descending); }},
                 {"match_filter", [&](Field field) { field.read(view.match_filter); }},
                 {"insight", [&](Field field) { field.read(view.insight, insight_names); }},
                 {"criterion", [&](Field field) { field.read(view.criterion, criterion_names); }},
                 {"residual_arrows", [&](Field field) { field.read(view.residual_arrows, arrow_range); }}});
    return view;
}

}  // namespace siftscope
