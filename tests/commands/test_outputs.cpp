#include "tests/commands/command_fixture.h"

TEST_CASE("outputs: what cannot be written is refused before the work, naming it", "[commands]") {
    const PictureFolder folder;
    std::filesystem::create_directory(folder.path("folder.csv"));
    struct Refusal {
        std::vector<std::string> words;
        std::string text;
    };
    const std::vector<Refusal> refusals{
        {{"detect", "photo.png", "-o", "nowhere/k.csv"}, "nowhere"},
        {{"detect", "photo.png", "-o", "k.txt"}, ".csv, .json, .yml or .yaml"},
        {{"detect", "photo.png", "-o", "k"}, ".csv, .json, .yml or .yaml"},
        {{"detect", "photo.png", "-o", "folder.csv"}, "folder.csv"},
        {{"detect", "photo.png", "-o", "photo.png/k.csv"}, "photo.png"},
        {{"detect", "photo.png", "--draw", "k.jpg"}, ".png or .svg"},
        {{"detect", "photo.png", "--draw", "photo.png"}, "is the picture that is read"},
        {{"detect", "photo.png", "-o", "-", "--draw", "-"}, "both standard output"},
        {{"match", "photo.png", "--angle", "3", "-o", "m.gif"}, ".webp"},
        {{"match", "photo.png", "--angle", "3", "--report", "r.txt"}, ".json"},
        {{"match", "photo.png", "--angle", "3", "--matches", "m.json"}, ".csv"},
        {{"match", "photo.png", "--angle", "3", "--colmap", "-"}, "folder"},
        {{"match", "photo.png", "--angle", "3", "--colmap", "nowhere/deep"}, "nowhere"},
        {{"match", "photo.png", "--angle", "3", "--colmap", "photo.png"}, "photo.png"},
        {{"match", "photo.png", "--angle", "3", "--report", "nowhere/r.json"}, "nowhere"},
        {{"validate", "photo.png", "--report", "nowhere/v.json"}, "nowhere"},
    };
    const std::vector<std::string> before = folder.files();
    for (auto [words, text] : refusals) {
        CAPTURE(words);
        check_refused(folder.run(words), text);
        // Before the work: the output is complained about although the picture cannot be read either.
        if (text.find("photo.png") != std::string::npos || text.find("picture") != std::string::npos)
            continue;
        words[1] = "missing.png";
        check_refused(folder.run(words), text);
    }
    CHECK(folder.files() == before);
}

TEST_CASE("outputs: a failed run leaves no half file and does not touch an old one", "[commands]") {
    const PictureFolder folder;
    std::ofstream(folder.path("k.csv")) << "old";
    std::ofstream(folder.path("broken.png")) << "\x89PNG\r\n\x1a\n and then nothing";
    const std::vector<std::string> before = folder.files();
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"detect", "broken.png", "-o", "k.csv"},
          {"detect", "missing.png", "-o", "k.csv"},
          {"match", "photo.png", "--with", "broken.png", "--matches", "k.csv", "-o", "new.png"}}) {
        CAPTURE(words);
        CHECK(folder.run(words).status == 2);
        CHECK(folder.files() == before);
        CHECK(file_text(folder.path("k.csv")) == "old");
    }
}

TEST_CASE("outputs: standard output that is full or closed is one sentence", "[commands]") {
    const PictureFolder folder;
    for (const std::string stream : {"/dev/full", "closed"})
        for (const std::vector<std::string>& words : {std::vector<std::string>{"detect", "photo.png"},
                                                      {"detect", "photo.png", "-o", "-"},
                                                      {"match", "photo.png", "--angle", "3", "-o", "-"},
                                                      {"--help"},
                                                      {"--version"}}) {
            CAPTURE(stream, words);
            ProgramOptions options;
            options.standard_output = stream;
            const ProgramResult result = folder.run(words, options);
            CHECK(result.status == 2);
            CHECK(lines_of(result.err).size() == 1);
            CHECK_THAT(result.err, contains_text("standard output"));
        }
}

TEST_CASE("outputs: a reader that leaves early is one sentence, not a sudden end", "[commands]") {
    const PictureFolder folder;
    const ProgramResult result = run_program(
        {"/bin/sh", "-c",
         "{ '" SIFTSCOPE_PROGRAM "' detect '" + folder.photo() + "' -o -; echo $? >&2; } | true"});
    CHECK_THAT(result.err, contains_text("siftscope: "));
    CHECK(lines_of(result.err).back() == "2");
}

TEST_CASE("outputs: Ctrl+C ends long work with status 130 and nothing written", "[commands]") {
    const PictureFolder folder;
    folder.write("large.png", textured_picture(900, 700, 4, 3000)->colour);
    std::vector<std::string> words{"validate", "--report", "v.json"};
    for (int i = 0; i < 200; ++i) words.emplace_back("large.png");
    const std::vector<std::string> before = folder.files();
    ProgramOptions options;
    options.interrupt_after = 1;
    const ProgramResult result = folder.run(words, options);
    CHECK(result.status == 130);
    CHECK(result.out.empty());
    CHECK(folder.files() == before);
}
