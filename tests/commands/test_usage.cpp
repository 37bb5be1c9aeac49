#include <regex>

#include "tests/commands/command_fixture.h"

namespace {

/// Help in one line, a default behind "=": releases of CLI11 break lines and write defaults differently.
std::string in_one_line(const std::string& help) {
    const std::string line = std::regex_replace(help, std::regex("\\s+"), " ");
    return std::regex_replace(line, std::regex(" \\[([^\\] ]+)\\] "), "=$1 ");
}

}  // namespace

TEST_CASE("usage: every command tells its options and the program its version", "[commands]") {
    for (const std::string command : {"", "detect", "match", "validate", "explain"}) {
        CAPTURE(command);
        std::vector<std::string> words;
        if (!command.empty()) words.push_back(command);
        for (const std::string flag : {"--help", "-h"}) {
            words.push_back(flag);
            const ProgramResult help = siftscope_run(words);
            CHECK(help.status == 0);
            CHECK(help.err.empty());
            CHECK_THAT(help.out, contains_text("Usage: siftscope"));
            words.back() = "--version";
            const ProgramResult version = siftscope_run(words);
            CHECK(version.status == 0);
            CHECK_THAT(version.out, contains_text("siftscope "));
            words.pop_back();
        }
    }
}

TEST_CASE("usage: help lists each subcommand and option with its default", "[commands]") {
    const std::string program = siftscope_run({"--help"}).out;
    for (const std::string command : {"detect", "match", "validate"})
        CHECK_THAT(program, contains_text("\n  " + command + " "));
    const std::string match = in_one_line(siftscope_run({"match", "--help"}).out);
    for (const std::string text : {"--angle",
                                   "--with",
                                   "--truth",
                                   "--output",
                                   "--report",
                                   "--matches",
                                   "--colmap",
                                   "--engine WORD=siftscope",
                                   "--profile WORD=precise",
                                   "--layers N=3",
                                   "--contrast NUMBER=0.036",
                                   "--edge NUMBER=10",
                                   "--sigma NUMBER=1.7",
                                   "(classic, opencv: 1.6)",
                                   "--max-features N=0",
                                   "--no-upsample",
                                   "--root",
                                   "--threads N=0",
                                   "--ratio NUMBER=0.8",
                                   "--max-distance",
                                   "--mutual",
                                   "--tolerance NUMBER=3",
                                   "--canvas WORD=grow",
                                   "--interpolation WORD=spline"})
        CHECK_THAT(match, contains_text(text));
}

TEST_CASE("usage: a number that is none, or out of its range, is named with its range", "[commands]") {
    const PictureFolder folder;
    struct Refusal {
        std::string option, value, range;
    };
    const std::vector<Refusal> refusals{
        {"--layers", "0", "1 to 16"},
        {"--layers", "17", "1 to 16"},
        {"--layers", "3.0", "whole number"},
        {"--layers", "three", "whole number"},
        {"--layers", "99999999999", "1 to 16"},
        {"--contrast", "-0.1", "0 or more"},
        {"--contrast", "nan", "0 or more"},
        {"--contrast", "inf", "0 or more"},
        {"--contrast", "0.04x", "a number"},
        {"--contrast", "0,04", "a number"},
        {"--contrast", " 0.04", "a number"},
        {"--contrast", "0x1p-3", "a number"},
        {"--edge", "1", "above 1"},
        {"--sigma", "0.59", "0.6 to 10"},
        {"--sigma", "10.01", "0.6 to 10"},
        {"--sigma", "1e400", "0.6 to 10"},
        {"--max-features", "-1", "0 (keep all)"},
        {"--threads", "-2", "0 (all)"},
        {"--threads", "1025", "1024"},
        {"--ratio", "0", "above 0 and at most 1"},
        {"--ratio", "1.0001", "at most 1"},
        {"--ratio", "-NaN", "at most 1"},
        {"--max-distance", "-1", "0 or more"},
        {"--tolerance", "0", "above 0"},
        {"--angle", "infinity", "finite"},
        {"--angle", "30deg", "finite"},
        {"--canvas", "shrink", "grow or keep"},
        {"--interpolation", "nearest", "linear, cubic, lanczos or spline"},
        {"--engine", "vlfeat", "siftscope or opencv"},
        {"--profile", "fast", "precise or classic"},
    };
    for (const auto& [option, value, range] : refusals) {
        CAPTURE(option, value);
        std::vector<std::string> words{"match", "photo.png", option, value};
        if (option != "--angle") words.insert(words.end(), {"--angle", "30"});
        const ProgramResult result = folder.run(words);
        check_refused(result, range);
        CHECK_THAT(result.err, contains_text(option));
        CHECK_THAT(result.err, contains_text("\"" + value + "\""));
    }
}

TEST_CASE("usage: what does not fit together is refused in one sentence", "[commands]") {
    const PictureFolder folder;
    struct Refusal {
        std::vector<std::string> words;
        std::string text;
    };
    const std::vector<Refusal> refusals{
        {{"detect"}, "IMAGE is missing"},
        {{"detect", "photo.png", "extra.png"}, "\"extra.png\" is one argument too many"},
        {{"detect", "photo.png", "--ratio", "0.5"}, "\"--ratio\" is no option of siftscope detect"},
        {{"detect", "photo.png", "--layers"}, "--layers needs a value"},
        {{"detect", "photo.png", "--layers", "2", "--layers", "3"}, "--layers may be given only once"},
        {{"detect", "photo.png", "--root=yes"}, "--root takes no value"},
        {{"detect", "photo.png", "--engine", "opencv", "--no-upsample"}, "--no-upsample"},
        {{"detect", "missing.png"}, "\"missing.png\" does not exist"},
        {{"match", "photo.png"}, "--angle DEG or --with IMAGE2 is missing"},
        {{"match", "photo.png", "--angle", "3", "--with", "photo.png"}, "exclude each other"},
        {{"match", "photo.png", "--angle", "3", "--truth", "h.txt"}, "--with"},
        {{"match", "photo.png", "--with", "photo.png", "--truth", "missing.txt"}, "missing.txt"},
        {{"validate"}, "IMAGE is missing"},
        {{"validate", "photo.png", "--no-upsample"}, "cv::SIFT always doubles"},
        {{"detcet", "photo.png"}, "neither a file nor a subcommand \"detcet\""},
        {{"photo.png", "detect", "photo.png"}, "before a subcommand"},
        {{"--bogus"}, "\"--bogus\" is no option of siftscope"},
    };
    for (const auto& [words, text] : refusals) {
        CAPTURE(words);
        check_refused(folder.run(words), text);
    }
    CHECK(folder.files() == std::vector<std::string>{"photo.png"});
}

TEST_CASE("usage: a number may have a sign, an exponent or no leading zero", "[commands]") {
    const PictureFolder folder;
    for (const std::string angle : {"-30", "+30", "3e1", "-.5", "720.25", "0"}) {
        CAPTURE(angle);
        const ProgramResult result = folder.run({"match", "photo.png", "--angle", angle, "--report", "-"});
        REQUIRE(result.status == 0);
        CHECK(nlohmann::json::parse(result.out)["angle_true"].get<double>() == std::stod(angle));
    }
}

TEST_CASE("usage: without a display the window's place is told, with the subcommands", "[commands]") {
    const PictureFolder folder;
    const ProgramResult result = folder.run({"photo.png"});
    CHECK(result.status == 3);
    for (const std::string command : {"detect", "match", "validate"})
        CHECK_THAT(result.err, contains_text(command));
}
