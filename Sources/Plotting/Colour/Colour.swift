/// A colour of the sRGB space, 8 bits a channel.
public struct Colour: Equatable, Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public static let white = Colour(0xFFFFFF)
  static let black = Colour(0)
  /// Axes and text on paper.
  public static let ink = Colour(0x333333)
  /// Readable on black as on white: guides in a terminal.
  static let middle = Colour(0x808080)

  /// What has no value.
  static let missing = Colour(0xBBBBBB)

  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// 0xRRGGBB
  public init(_ hex: UInt32) {
    self.init(red: UInt8(hex >> 16 & 255), green: UInt8(hex >> 8 & 255), blue: UInt8(hex & 255))
  }

  /// "#rrggbb"
  public var hexadecimal: String {
    let value = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// A share of `other`, 0 … 1, mixed into this colour.
  func mixed(with other: Colour, _ share: Double) -> Colour {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Double(a) + (Double(b) - Double(a)) * share).rounded()) }
    return Colour(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// Of something far away on paper: 0 is near, 1 far.
  func faded(_ distance: Double) -> Colour { mixed(with: .white, 0.5 * distance) }

  /// Of something far away in a terminal.
  func dimmed(_ distance: Double) -> Colour { mixed(with: .middle, 0.65 * distance) }
}

/// A colour in OKLab, where equal distances look equal: lightness 0 … 1, green to red, blue to yellow.
///
/// B. Ottosson, "A perceptual color space for image processing", 2020.
struct OKLab {
  var lightness: Double
  var a: Double
  var b: Double

  init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  init(_ colour: Colour) {
    let r = OKLab.linear(colour.red)
    let g = OKLab.linear(colour.green)
    let b = OKLab.linear(colour.blue)
    let l = cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    self.init(
      lightness: 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      a: 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      b: 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
  }

  /// The nearest colour a screen shows.
  var colour: Colour {
    let l = lightness + 0.3963377774 * a + 0.2158037573 * b
    let m = lightness - 0.1055613458 * a - 0.0638541728 * b
    let s = lightness - 0.0894841775 * a - 1.2914855480 * b
    let (l3, m3, s3) = (l * l * l, m * m * m, s * s * s)
    return Colour(
      red: OKLab.encoded(4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3),
      green: OKLab.encoded(-1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3),
      blue: OKLab.encoded(-0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3))
  }

  func mixed(with other: OKLab, _ share: Double) -> OKLab {
    OKLab(lightness: lightness + (other.lightness - lightness) * share, a: a + (other.a - a) * share, b: b + (other.b - b) * share)
  }

  /// sRGB's curve: a channel in linear light, 0 … 1.
  static func linear(_ channel: UInt8) -> Double {
    let c = Double(channel) / 255
    return c <= 0.04045 ? c / 12.92 : power((c + 0.055) / 1.055, 2.4)
  }

  /// The inverse of `linear`, held to what a channel can show.
  static func encoded(_ light: Double) -> UInt8 {
    let c = light <= 0.0031308 ? 12.92 * light : 1.055 * power(light, 1 / 2.4) - 0.055
    return UInt8((min(max(c, 0), 1) * 255).rounded())
  }
}
