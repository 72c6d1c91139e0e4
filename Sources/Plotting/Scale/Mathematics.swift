#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// The functions of the C library that figures need, under names of their own, so that one file knows where they come from.

func sine(_ x: Double) -> Double { sin(x) }
func cosine(_ x: Double) -> Double { cos(x) }
func logarithm10(_ x: Double) -> Double { log10(x) }
func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
func cubeRoot(_ x: Double) -> Double { cbrt(x) }
/// 10ⁿ, the nearest double.
func powerOfTen(_ n: Int) -> Double { pow(10, Double(n)) }

/// The angle of the direction (x, y), radians.
func arctangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
