#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "app/model/settings.h"

namespace siftscope {

/// A value of an enumeration and the word that stands for it on the command line and in files.
template <class Enum>
struct Named {
    const char* name;
    Enum value;
};

inline constexpr std::array<Named<Engine>, 2> engine_names{
    {{"siftscope", Engine::siftscope}, {"opencv", Engine::opencv}}};
inline constexpr std::array<Named<Profile>, 2> profile_names{
    {{"precise", Profile::precise}, {"classic", Profile::classic}}};
inline constexpr std::array<Named<sift::Canvas>, 2> canvas_names{
    {{"grow", sift::Canvas::grow}, {"keep", sift::Canvas::keep}}};
inline constexpr std::array<Named<sift::Interpolation>, 4> interpolation_names{
    {{"linear", sift::Interpolation::linear},
     {"cubic", sift::Interpolation::cubic},
     {"lanczos", sift::Interpolation::lanczos},
     {"spline", sift::Interpolation::spline}}};

/// The word for `value`.
template <class Names, class Enum>
[[nodiscard]] constexpr const char* name_of(Enum value, const Names& names) {
    for (const auto& named : names)
        if (named.value == value) return named.name;
    return "?";
}
[[nodiscard]] constexpr const char* name_of(Engine value) {
    return name_of(value, engine_names);
}
[[nodiscard]] constexpr const char* name_of(Profile value) {
    return name_of(value, profile_names);
}
[[nodiscard]] constexpr const char* name_of(sift::Canvas value) {
    return name_of(value, canvas_names);
}
[[nodiscard]] constexpr const char* name_of(sift::Interpolation value) {
    return name_of(value, interpolation_names);
}

/// The value that `name` stands for, if any.
template <class Enum, std::size_t count>
[[nodiscard]] constexpr std::optional<Enum> value_of(std::string_view name,
                                                     const std::array<Named<Enum>, count>& names) {
    for (const auto& named : names)
        if (name == named.name) return named.value;
    return std::nullopt;
}

/// "linear, cubic, lanczos or spline", for help and error sentences.
template <class Enum, std::size_t count>
[[nodiscard]] std::string list_of(const std::array<Named<Enum>, count>& names) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) list += i + 1 == count ? " or " : ", ";
        list += names[i].name;
    }
    return list;
}

}  // namespace siftscope
