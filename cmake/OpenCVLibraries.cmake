# The four libraries of OpenCV that are used, as targets of the names that OpenCV's own CMake package gives them. That
# package wants every library of OpenCV to be installed: where it is missing, headers and libraries are sought by name.
find_package(OpenCV QUIET COMPONENTS core imgproc imgcodecs features2d)
if(NOT OpenCV_FOUND)
  find_path(SIFTSCOPE_OPENCV_HEADERS opencv2/features2d.hpp PATH_SUFFIXES opencv4 REQUIRED)
  set(OpenCV_INCLUDE_DIRS ${SIFTSCOPE_OPENCV_HEADERS})
  foreach(name opencv_core opencv_imgproc opencv_imgcodecs opencv_features2d)
    find_library(SIFTSCOPE_${name} ${name} REQUIRED)
    add_library(${name} UNKNOWN IMPORTED)
    set_target_properties(${name} PROPERTIES IMPORTED_LOCATION ${SIFTSCOPE_${name}})
  endforeach()
endif()
