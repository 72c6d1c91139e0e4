import Foundation
import PackagePlugin

/// Embeds every file of stdlib/ as a string, so that the binary runs from any folder.
@main struct EmbedLibrary: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "stdlib")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "tg" }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "Library.swift")
    return [
      .buildCommand(
        displayName: "Embedding stdlib", executable: try context.tool(named: "embed-library").url,
        arguments: [output.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
    ]
  }
}
