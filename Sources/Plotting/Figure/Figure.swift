/// A figure: marks on axes, with a title and labels. It is a value; drawing it never changes it and never fails.
///
/// Whatever can't be drawn is refused when the figure is made (see `FigureError`), so every figure that exists can be
/// rendered: as text by `text(width:height:colour:)`, as a picture by `svg()`.
public struct Figure: Sendable {
  /// What is drawn on axes, in order: a later mark covers an earlier one.
  var marks: [any Mark]
  /// A matrix as colours, which fills the figure instead.
  var heatMap: HeatMap?
  /// A table as text, which fills the figure too.
  var table: TextTable?
  /// A line above the figure; empty for none.
  public var title: String
  var x: Axis
  var y: Axis
  /// The third axis; it is drawn where a mark has positions in space.
  var z: Axis
  /// One unit is equally long on all axes, so that angles and lengths are true.
  var hasEqualUnits: Bool
  /// From where a figure in space is seen.
  var camera: Camera
  /// Width and height of the picture; nil leaves them to the kind of figure.
  var size: Size?
  /// What of the axes is shown, where figures share them; nil for what the marks need.
  var limits: Limits?
  /// Its place on paper stays empty.
  var isLeftOut = false
  /// Sentences below the figure: what was left out or averaged.
  public internal(set) var notes: [String]

  init(
    marks: [any Mark], heatMap: HeatMap? = nil, options: Options, x: Axis, y: Axis, z: Axis = Axis(), hasEqualUnits: Bool = false,
    notes: [String] = []
  ) {
    self.marks = marks
    self.heatMap = heatMap
    self.title = options.title
    self.x = x.labelled(options.x)
    self.y = y.labelled(options.y, options.yNames)
    self.z = z.labelled(options.z)
    self.hasEqualUnits = hasEqualUnits
    self.camera = options.camera ?? Camera()
    self.size = options.size
    self.notes = notes
  }

  /// There are axes; a matrix or a table fills the figure otherwise.
  var hasAxes: Bool { heatMap == nil && table == nil }

  /// Some mark has positions in space.
  var isSpatial: Bool {
    marks.contains { $0.positions.isSpatial }
  }
}

extension Figure {
  /// What every constructor of figures takes. A label that is nil leaves the constructor's own; an empty one shows none.
  public struct Options: Sendable {
    public var title: String
    public var x: String?
    public var y: String?
    public var z: String?
    /// What stands at 0, 1, … of the y axis; nil leaves what is there.
    public var yNames: [String]?
    /// A logarithmic y axis: yes, no, or (nil) where the values are positive and span at least two decades.
    public var isLogarithmic: Bool?
    /// From where a figure in space is seen; nil for the usual view.
    public var camera: Camera?
    public var size: Size?

    public init(
      title: String = "", x: String? = nil, y: String? = nil, z: String? = nil, yNames: [String]? = nil, isLogarithmic: Bool? = nil,
      camera: Camera? = nil, size: Size? = nil
    ) {
      self.title = title
      self.x = x
      self.y = y
      self.z = z
      self.yNames = yNames
      self.isLogarithmic = isLogarithmic
      self.camera = camera
      self.size = size
    }
  }

  /// One axis: what it shows, and how values become lengths.
  struct Axis: Sendable {
    var label = ""
    var isLogarithmic = false
    /// What stands at 0, 1, … instead of numbers; empty for numbers.
    var names: [String] = []

    func labelled(_ other: String?, _ others: [String]? = nil) -> Axis {
      Axis(label: other ?? label, isLogarithmic: isLogarithmic, names: others ?? names)
    }
  }

  /// What of the axes is shown, in the plane of the picture.
  struct Limits: Sendable {
    var u: Interval
    var v: Interval
    /// Along x, y and z of a figure in space.
    var sides: [Interval]
  }

  /// Width and height of a picture in CSS pixels, each held between 160 and 10 000.
  public struct Size: Sendable, Equatable {
    public let width: Double
    public let height: Double

    public init(width: Double, height: Double) {
      self.width = Size.held(width)
      self.height = Size.held(height)
    }

    private static func held(_ length: Double) -> Double {
      length.isNaN ? 160 : min(max(length, 160), 10_000)
    }
  }
}
