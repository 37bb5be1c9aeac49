#include "app/gradients/lab_export.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "app/drawing/encode_pixels.h"
#include "app/drawing/scene_raster.h"
#include "app/drawing/scene_svg.h"
#include "app/gradients/tensor_scene.h"
#include "app/model/error.h"
#include "app/model/format_number.h"
#include "app/nn_problem/json_tensor.h"
#include "app/nn_problem/nn_latex.h"

namespace siftscope {
namespace {

constexpr std::array<const char*, 3> whole_files{"problem", "result", "derivation"};

std::string ending_of(const std::string& path) {
    std::string ending = std::filesystem::path(path).extension().string();
    for (char& letter : ending)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return ending;
}

bool is_picture(const std::string& ending) {
    constexpr std::array pictures{".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".svg"};
    return std::find(pictures.begin(), pictures.end(), ending) != pictures.end();
}

std::string csv_of(const nn::Tensor& numbers) {
    const Pages pages = pages_of(numbers.shape());
    std::string text;
    for (std::size_t page = 0; page < pages.count; ++page) {
        if (page > 0) text += '\n';
        for (std::size_t row = 0; row < pages.rows; ++row) {
            for (std::size_t column = 0; column < pages.columns; ++column) {
                if (column > 0) text += ',';
                text += shortest_text(numbers[pages.flat(page, row, column)]);
            }
            text += '\n';
        }
    }
    return text;
}

}  // namespace

std::vector<std::string> export_names(const SolvedLab& solved) {
    std::vector<std::string> names;
    for (const ShownTensor& tensor : shown_tensors(solved)) names.push_back(tensor.name);
    names.insert(names.end(), whole_files.begin(), whole_files.end());
    return names;
}

void require_exportable(const std::string& name, const std::string& path) {
    const std::string ending = ending_of(path);
    const auto refuse = [&](const std::string& endings) {
        throw UserError("\"" + path + "\" ends in \"" + ending + "\", but " + name + " can be exported as " +
                        endings + ".");
    };
    if (name == "problem" || name == "result") {
        if (ending != ".json") refuse(".json");
    } else if (name == "derivation") {
        if (ending != ".tex") refuse(".tex");
    } else if (!is_picture(ending) && ending != ".json" && ending != ".csv" && ending != ".tex") {
        refuse(".png, .jpg, .webp, .tif, .svg, .csv, .json or .tex");
    }
}

std::string export_bytes(const SolvedLab& solved, const LabCheck& check, const std::string& name,
                         const std::string& path) {
    require_exportable(name, path);
    if (name == "problem") return compact_json_text(to_json(solved.problem));
    if (name == "result") return compact_json_text(result_json(solved.problem, solution_of(solved, check)));
    if (name == "derivation") return nn_latex(solved.problem, solution_of(solved, check));
    const auto shown = find_tensor(solved, name);
    if (!shown) throw UserError("there is no tensor \"" + name + "\"");
    const nn::Tensor& numbers = numbers_of(solved, *shown);
    const std::string ending = ending_of(path);
    if (ending == ".json") return compact_json_text(to_json(numbers));
    if (ending == ".csv") return csv_of(numbers);
    if (ending == ".tex") return tensor_latex(latex_name(solved.problem, shown->key), numbers);
    const scene::Scene scene = tensor_scene(*shown, numbers);
    return ending == ".svg" ? to_svg(scene, plain_symbol(shown->symbol), name)
                            : encode_pixels(rasterize(scene), ending);
}

}  // namespace siftscope
