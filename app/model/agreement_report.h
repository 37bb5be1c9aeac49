#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/model/agreement.h"

namespace siftscope {

/// The report as JSON; `failed` lists the pictures that could not be read.
[[nodiscard]] nlohmann::ordered_json agreement_report(const std::vector<Agreement>& pictures,
                                                      const std::vector<std::string>& failed);

/// The same as an aligned table with units, a line for each picture, and the verdict in words.
[[nodiscard]] std::string agreement_table(const std::vector<Agreement>& pictures);

}  // namespace siftscope
