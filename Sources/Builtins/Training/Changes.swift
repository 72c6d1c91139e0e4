import Catalogue
import Tensor

extension Model: Changeable {
  func moment() -> Moment {
    Moment(
      restore: { [parameters, settings] in (self.parameters, self.settings) = (parameters, settings) },
      isOver: { [parameters, settings] in
        !Value.record(self.parameters).isIdentical(to: .record(parameters))
          || !Value.record(self.settings).isIdentical(to: .record(settings))
      })
  }

  var extent: Extent {
    let parts = parameters.fields.map { name, value in (name, (try? Tree.leaves(value)) ?? []) }
    return Extent(
      shape: parts.map { name, leaves in "\(name) \(leaves.map { axesText($0.shape) }.joined(separator: ", "))" }.joined(separator: ", "),
      bytes: parts.reduce(0) { $0 + $1.1.reduce(0) { $0 + $1.count * 4 } })
  }
}

extension Run: Changeable {
  func moment() -> Moment {
    let model = model.moment()
    let state = try? RunState(of: self)
    return Moment(
      restore: {
        if let state { self.take(state) }
        model.restore()
      },
      isOver: { [steps = losses.count] in self.losses.count != steps || model.isOver() })
  }

  var extent: Extent {
    Extent(
      shape: String(losses.count), bytes: losses.count * 8 + frames.reduce(0) { $0 + $1.extent.bytes } + model.extent.bytes)
  }
}

extension ArrayObject {
  var extent: Extent {
    guard case .tensor(let tensor) = term else { return Extent(shape: axesText(term.shape)) }
    return Extent(shape: axesText(tensor.shape), bytes: tensor.count * (tensor.isFloat32 ? 4 : 8))
  }
}

extension Table {
  var extent: Extent {
    Extent(shape: axesText([count, columns.count]), bytes: columns.values.reduce(0) { $0 + Value.list($1).extent.bytes })
  }
}

/// Lengths of axes without brackets: "3×90".
private func axesText(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: "×") }
