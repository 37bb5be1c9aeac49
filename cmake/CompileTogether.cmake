# siftscope_compile_together(TARGET): with SIFTSCOPE_TOGETHER, several files of a folder are compiled as one, which reads
# their headers once. Which files go together hangs on their names alone, so that a new file moves none of the others;
# names in anonymous namespaces are unique within a folder (tests/house/test_layout.cpp).
function(siftscope_compile_together target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${SIFTSCOPE_TOGETHER} UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    get_filename_component(path ${source} ABSOLUTE)
    get_filename_component(folder ${path} DIRECTORY)
    get_filename_component(folder ${folder} NAME)
    get_filename_component(name ${path} NAME)
    string(MD5 digits ${name})
    string(SUBSTRING ${digits} 0 1 digit)
    math(EXPR part "0x${digit} % 3")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder}_${part})
  endforeach()
endfunction()
