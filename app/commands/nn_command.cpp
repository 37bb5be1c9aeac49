#include "app/commands/nn_command.h"

#include <memory>
#include <string>
#include <string_view>

#include "app/commands/command_help.h"
#include "app/commands/outputs.h"
#include "app/commands/typed_options.h"
#include "app/files/atomic_file.h"
#include "app/files/file_bytes.h"
#include "app/files/shown_path.h"
#include "app/model/error.h"
#include "app/nn_problem/answer_check.h"
#include "app/nn_problem/nn_examples.h"
#include "app/nn_problem/nn_latex.h"
#include "app/nn_problem/nn_problem.h"
#include "app/nn_problem/nn_solution.h"

namespace siftscope {
namespace {

constexpr int differs = 1;

struct NnOptions {
    std::string problem;
    std::string output;
    std::string check;
    std::string example;
    double tolerance = 1e-9;
    bool latex = false;
};

std::string read_text(const std::string& file) {
    const std::vector<std::uint8_t> bytes = read_file_bytes(file);
    return {bytes.begin(), bytes.end()};
}

/// Names the file before whatever is wrong with its content.
template <class Read>
auto naming(const std::string& file, Read read) {
    try {
        return read();
    } catch (const UserError& error) {
        throw UserError(shown(file) + ": " + error.what());
    }
}

std::string example_list() {
    std::string list;
    for (const NnExample& example : nn_examples()) list += (list.empty() ? "" : ", ") + example.name;
    return list;
}

int write_example(const NnOptions& options) {
    if (!options.problem.empty() || !options.check.empty() || options.latex)
        throw UserError(
            "--example writes a problem and takes no other one; run siftscope nn on the file that it writes");
    const std::string text = compact_json_text(to_json(nn_example(options.example).problem));
    write_file(options.output.empty() ? "-" : options.output, text);
    return 0;
}

int run_nn(const NnOptions& options, const std::stop_token& stop) {
    Outputs outputs;
    outputs.add("--output", options.output, {".json"});
    if (!options.example.empty()) return write_example(options);
    if (options.problem.empty())
        throw UserError("no problem was given; name a PROBLEM.json, or write one with --example NAME: " +
                        example_list());
    outputs.keep_clear_of(options.problem);
    if (!options.check.empty()) outputs.keep_clear_of(options.check);

    const std::string text = read_text(options.problem);
    const NnProblem problem = naming(options.problem, [&] { return parse_nn_problem(text); });
    // The answer is read before any work, so that a typing error in it does not wait for the solution.
    Json expected;
    if (!options.check.empty()) {
        const std::string answer = read_text(options.check);
        expected = naming(options.check, [&] { return parse_strict_json(answer); });
    }
    const NnSolution solution = naming(options.problem, [&] { return solve(problem, stop); });
    if (stop.stop_requested()) return 0;

    std::vector<CheckedAnswer> answers;
    if (!options.check.empty())
        answers = naming(options.check,
                         [&] { return check_answers(problem, solution, expected, options.tolerance); });

    std::string printed;
    if (!options.output.empty()) {
        write_file(options.output, compact_json_text(result_json(problem, solution)));
        if (options.output != "-" && options.check.empty() && !options.latex)
            printed =
                problem.kind + ": " + check_sentence(solution.check) + "\n" + written_lines(outputs.files());
    } else if (options.check.empty() && !options.latex) {
        printed = compact_json_text(result_json(problem, solution));
    }
    if (options.latex) printed += nn_latex(problem, solution);
    printed += check_report(answers);
    if (!printed.empty()) write_file("-", printed);
    for (const CheckedAnswer& answer : answers)
        if (!answer.right) return differs;
    return 0;
}

}  // namespace

void add_nn_command(CLI::App& app, Action& action) {
    const auto options = std::make_shared<NnOptions>();
    CLI::App& command =
        add_command(app, "nn", "Solve a layer or a network: values, gradients, and their check");
    command.add_option("PROBLEM", options->problem, "The problem, a JSON file");
    command.add_option("-o,--output", options->output, "Write the result as JSON; - is standard output");
    command
        .add_option("--check", options->check,
                    "Compare the keys of this JSON file with the result; status 1 when they differ")
        ->type_name("FILE");
    add_number(command, "--tolerance", options->tolerance, {0, 1, false, "a number from 0 to 1"},
               "How far, absolute or relative, an answer may be off");
    command.add_flag("--latex", options->latex,
                     "Print the tensors and the derivation with the numbers in place as LaTeX");
    command.add_option("--example", options->example, "Write a ready problem: " + example_list())
        ->type_name("NAME");
    command.final_callback([options, &action] {
        action = [options](const std::stop_token& stop) { return run_nn(*options, stop); };
    });
}

}  // namespace siftscope
