/// A heat map made small enough for its drawing: each cell is the mean of a block of entries.
struct HeatCells {
  /// [rows × columns]; NaN where a block has no finite entry.
  let values: [Double]
  let rows: Int
  let columns: Int
  /// Entries in a block, down and across.
  let block: (rows: Int, columns: Int)
  /// The scale, that of the whole matrix.
  let scale: ColourScale

  /// At most `mostRows` × `mostColumns` cells.
  init(_ map: HeatMap, mostRows: Int, mostColumns: Int) {
    let down = (map.rows + max(mostRows, 1) - 1) / max(mostRows, 1)
    let across = (map.columns + max(mostColumns, 1) - 1) / max(mostColumns, 1)
    block = (down, across)
    rows = (map.rows + down - 1) / down
    columns = (map.columns + across - 1) / across
    scale = map.scale
    guard down > 1 || across > 1 else {
      values = map.values.map { $0.isFinite ? $0 : .nan }
      return
    }
    var means: [Double] = []
    means.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns { means.append(HeatCells.mean(map, row * down, column * across, down, across)) }
    }
    values = means
  }

  /// A sentence about the averaging; nil where each entry has its cell.
  var note: String? {
    block.rows == 1 && block.columns == 1 ? nil : "each cell: the mean of \(block.rows)×\(block.columns) entries"
  }

  /// The mean of the finite entries in a block, which may reach beyond the matrix.
  private static func mean(_ map: HeatMap, _ row: Int, _ column: Int, _ down: Int, _ across: Int) -> Double {
    var sum = 0.0
    var count = 0.0
    for i in row..<min(row + down, map.rows) {
      for j in column..<min(column + across, map.columns) where map.values[i * map.columns + j].isFinite {
        sum += map.values[i * map.columns + j]
        count += 1
      }
    }
    return count > 0 ? sum / count : .nan
  }
}
