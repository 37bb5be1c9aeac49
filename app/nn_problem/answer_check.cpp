#include "app/nn_problem/answer_check.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "app/model/error.h"
#include "app/nn_problem/json_tensor.h"
#include "app/nn_problem/known_slips.h"
#include "nn/contributions.h"

namespace siftscope {
namespace {

/// The slips are worked out in full, dozens of them: not for a whole photograph.
constexpr std::size_t most_entries_for_slips = 200'000;

/// One key of an answer as a tensor, whatever its form in the file.
struct Answer {
    AnswerKey key;
    std::string name;  ///< with its layer
    nn::Tensor theirs, right;
    bool single_number = false;
};

std::string number_text(double value) {
    return nn::short_number(value, 12);
}

class Comparison {
  public:
    Comparison(const NnProblem& problem, const NnSolution& solution, double tolerance)
        : problem_(problem), solution_(solution), tolerance_(tolerance) {}

    [[nodiscard]] CheckedAnswer compare(const Answer& answer) const {
        CheckedAnswer checked{answer.name, false, "", ""};
        if (answer.theirs.shape() != answer.right.shape()) {
            checked.first_wrong = answer.name + " has shape " + nn::to_string(answer.theirs.shape()) +
                                  ", but the right shape is " + nn::to_string(answer.right.shape());
        } else {
            std::size_t first = answer.right.size(), wrong = 0;
            for (std::size_t i = 0; i < answer.right.size(); ++i)
                if (!close(answer.theirs[i], answer.right[i])) {
                    first = std::min(first, i);
                    ++wrong;
                }
            checked.right = wrong == 0;
            if (checked.right) return checked;
            checked.first_wrong = answer.name;
            if (!answer.single_number)
                checked.first_wrong += nn::to_string(nn::index_of(answer.right.shape(), first));
            checked.first_wrong += " is " + number_text(answer.theirs[first]) + ", but the right value is " +
                                   number_text(answer.right[first]);
            if (!answer.single_number)
                checked.first_wrong +=
                    " (" + std::to_string(wrong) + " of " + std::to_string(answer.right.size()) +
                    (answer.right.size() == 1 ? " entry is wrong)" : " entries are wrong)");
        }
        checked.slip = explanation(answer);
        return checked;
    }

  private:
    const NnProblem& problem_;
    const NnSolution& solution_;
    double tolerance_;

    [[nodiscard]] bool close(double theirs, double right) const {
        return std::abs(theirs - right) <= tolerance_ * std::max(1.0, std::abs(right));
    }

    [[nodiscard]] std::string explanation(const Answer& answer) const {
        if (solution_.check.entries > most_entries_for_slips) return "";
        for (const Slip& slip : known_slips(problem_, solution_, answer.key)) {
            bool same = slip.answer.shape() == answer.theirs.shape();
            for (std::size_t i = 0; same && i < answer.theirs.size(); ++i)
                same = close(answer.theirs[i], slip.answer[i]);
            if (same) return slip.sentence;
        }
        return "";
    }
};

/// The list of [row, column] pairs as a tensor [n, 2].
nn::Tensor read_argmax(const Json& list, const std::string& name) {
    std::vector<double> numbers;
    bool good = list.is_array() && !list.empty();
    for (const Json& cell : list) {
        good = good && cell.is_array() && cell.size() == 2 && is_whole_number(cell[0]) &&
               is_whole_number(cell[1]);
        if (!good) break;
        numbers.push_back(cell[0].get<double>());
        numbers.push_back(cell[1].get<double>());
    }
    if (!good)
        throw UserError("the answer: " + name + " is " + shown_json(list) +
                        ", but must be a list of [row, column] pairs");
    const std::size_t count = numbers.size() / 2;
    return {{count, 2}, std::move(numbers)};
}

/// The answers in one object, `right` being the object of the same layer in the result.
void read_answers(const Json& theirs, const Json& right, std::optional<std::size_t> layer,
                  std::vector<Answer>& answers) {
    const std::string prefix = layer ? "layers[" + std::to_string(*layer) + "]." : "";
    ObjectReader their_reader(theirs,
                              layer ? "the answer: layers[" + std::to_string(*layer) + "]" : "the answer");
    ObjectReader right_reader(right, "the result");
    for (const auto& [key, value] : theirs.items()) {
        if (key == "gradient_check" || (key == "layers" && !layer && right.contains("layers"))) continue;
        if (!right.contains(key)) {
            std::string known;
            for (const auto& [name, ignored] : right.items())
                if (name != "gradient_check") known += (known.empty() ? "" : ", ") + name;
            their_reader.refuse("the key " + shown_json(key) + " is not one of the result" +
                                (known.empty() ? ", which has none here" : "; the keys are " + known));
        }
        Answer answer{{key, layer}, prefix + key, {}, {}, false};
        if (right.at(key).is_number()) {
            if (!value.is_number())
                their_reader.refuse(key + " is " + shown_json(value) + ", but must be a number");
            answer.theirs = nn::Tensor({1}, value.get<double>());
            answer.right = nn::Tensor({1}, right.at(key).get<double>());
            answer.single_number = true;
        } else if (key == "argmax") {
            answer.theirs = read_argmax(value, answer.name);
            answer.right = read_argmax(right.at(key), answer.name);
        } else {
            answer.theirs = their_reader.tensor(key);
            answer.right = right_reader.tensor(key);
        }
        answers.push_back(std::move(answer));
    }
}

}  // namespace

std::vector<CheckedAnswer> check_answers(const NnProblem& problem, const NnSolution& solution,
                                         const Json& expected, double tolerance) {
    const Json result = result_json(problem, solution);
    std::vector<Answer> answers;
    read_answers(expected, result, std::nullopt, answers);
    if (expected.contains("layers") && result.contains("layers")) {
        ObjectReader reader(expected, "the answer");
        const Json &theirs = reader.list("layers"), &right = result.at("layers");
        if (theirs.size() > right.size())
            reader.refuse("layers holds " + std::to_string(theirs.size()) + " layers, but the network has " +
                          std::to_string(right.size()));
        for (std::size_t l = 0; l < theirs.size(); ++l) read_answers(theirs[l], right[l], l, answers);
    }
    if (answers.empty())
        throw UserError("the answer: it holds no key of the result, so there is nothing to check");
    const Comparison comparison(problem, solution, tolerance);
    std::vector<CheckedAnswer> checked;
    for (const Answer& answer : answers) checked.push_back(comparison.compare(answer));
    return checked;
}

std::string check_report(const std::vector<CheckedAnswer>& answers) {
    const auto first_wrong =
        std::find_if(answers.begin(), answers.end(), [](const CheckedAnswer& a) { return !a.right; });
    std::string report;
    const auto add_wrong = [&](const CheckedAnswer& answer) {
        report += answer.first_wrong + "\n";
        if (!answer.slip.empty()) report += "  Known slip: " + answer.slip + ".\n";
    };
    if (first_wrong != answers.end()) add_wrong(*first_wrong);
    for (auto answer = answers.begin(); answer != answers.end(); ++answer) {
        if (answer == first_wrong) continue;
        if (answer->right)
            report += answer->key + " is right\n";
        else
            add_wrong(*answer);
    }
    return report;
}

}  // namespace siftscope
