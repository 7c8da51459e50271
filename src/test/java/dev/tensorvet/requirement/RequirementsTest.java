package dev.tensorvet.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.frontend.python.PythonFrontend;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.workspace.MemoryTree;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequirementsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "torch==1.13.1",
        "Torch == 1.13.1  # the last one that works",
        "torch[opt]==1.13.1 ; python_version > '3.7'",
        "torch==1.13.1 \\\n    --hash=sha256:abc \\\n    --hash=sha256:def",
        "--extra-index-url https://example.org/whl\ntorch==1.13.1+cu117",
        "https://example.org/whl/torch-1.13.1%2Bcu117-cp39-cp39-linux_x86_64.whl",
        "torch @ https://example.org/whl/torch-1.13.1-cp39-cp39-linux_x86_64.whl",
        "-e .\n# torch==2.0\ntorch==1.13.1"
      })
  void requirementsText(String text) {
    assertThat(torch(Map.of("requirements.txt", text))).isEqualTo("==1.13.1 requirements.txt");
  }

  @Test
  void aRequirementsFileIncludesOthers() {
    assertThat(
            torch(
                Map.of(
                    "requirements-dev.txt", "-r base/all.txt\npytest",
                    "base/all.txt", "-c more.txt",
                    "base/more.txt", "-r all.txt\ntorch>=1.9")))
        .isEqualTo(">=1.9 requirements-dev.txt");
  }

  @Test
  void everyMarkerMayHold() {
    assertThat(
            torch(
                Map.of(
                    "requirements.txt",
                    "torch==1.13.1; python_version < '3.8'\ntorch==2.1; python_version >= '3.8'\n")))
        .isEqualTo(">=1.13.1,<=2.1 requirements.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[project]\ndependencies = ['numpy', 'torch>=1.9,<2']",
        "[project.optional-dependencies]\ntrain = ['torch>=1.9,<2', 'x']",
        "[dependency-groups]\ndev = ['torch>=1.9,<2', {include-group = 'x'}]",
        "[tool.poetry.dependencies]\npython = '^3.8'\ntorch = '^1.9'",
        "[tool.poetry.dependencies]\ntorch = {version = '^1.9', source = 'x'}",
        "[tool.poetry.group.train.dependencies]\ntorch = [{version = '^1.9', markers = 'x'}]",
        "[tool.uv]\ndev-dependencies = ['torch>=1.9,<2']",
        "[tool.pdm.dev-dependencies]\ndev = ['torch>=1.9,<2']"
      })
  void pyproject(String text) {
    assertThat(torch(Map.of("pyproject.toml", text))).isEqualTo(">=1.9,<2.0 pyproject.toml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setup(install_requires=['numpy', 'torch>=1.9,<2'])",
        "needed = ['torch>=1.9,<2']\nsetup(install_requires=needed + ['numpy'])",
        "setup(extras_require={'gpu': ['torch>=1.9,<2']})",
        "deps = {'torch': 'torch>=1.9,<2', 'other': 'torch>=2'}\nsetup(install_requires=[deps['torch']])",
        """
        _deps = ['numpy', 'torch>=1.9,<2']
        deps = {n: d for n, d in (split(d) for d in _deps)}
        needed = [deps['torch']]
        setup(install_requires=needed)""",
        """
        _deps = ['numpy', 'torch>=1.9,<2']
        deps = {d.split('>')[0]: d for d in _deps}
        def pick(*names):
            return [deps[name] for name in names]
        extras = {}
        extras['all'] = pick('torch')
        setup(extras_require=extras)"""
      })
  void setupScript(String text) {
    assertThat(torch(Map.of("setup.py", "from setuptools import setup\n" + text)))
        .isEqualTo(">=1.9,<2.0 setup.py");
  }

  @Test
  void setupConfig() {
    assertThat(
            torch(
                Map.of(
                    "setup.cfg",
                    """
                    [metadata]
                    name = torch
                    [options]
                    packages = find:
                    install_requires =
                        numpy
                        torch >= 1.9, < 2
                    """)))
        .isEqualTo(">=1.9,<2.0 setup.cfg");
  }

  @Test
  void condaEnvironment() {
    assertThat(torch(Map.of("environment.yml", "dependencies:\n  - pytorch::pytorch=1.13\n")))
        .isEqualTo(">=1.13,<1.14 environment.yml");
    assertThat(
            torch(Map.of("environment.yml", "dependencies:\n  - pytorch=1.13.1=py39_cuda11_0\n")))
        .isEqualTo("==1.13.1 environment.yml");
    assertThat(
            torch(
                Map.of(
                    "environment.yaml", "dependencies:\n  - pip\n  - pip:\n    - torch==2.0.1\n")))
        .isEqualTo("==2.0.1 environment.yaml");
  }

  @Test
  void aLockFileSpeaksWhereNothingElseDoes() {
    String lock = "[[package]]\nname = 'torch'\nversion = '2.4.1'\n";
    assertThat(
            torch(Map.of("uv.lock", lock, "pyproject.toml", "[project]\ndependencies=['torch']")))
        .isEqualTo("==2.4.1 uv.lock");
    assertThat(
            torch(
                Map.of(
                    "poetry.lock", lock, "pyproject.toml", "[project]\ndependencies=['torch>=2']")))
        .isEqualTo(">=2.0 pyproject.toml");
    assertThat(
            torch(Map.of("Pipfile.lock", "{\"default\": {\"torch\": {\"version\": \"==1.9.0\"}}}")))
        .isEqualTo("==1.9 Pipfile.lock");
  }

  @Test
  void aFolderOfSurroundingsSpeaksLast() {
    String pinned = "dependencies:\n  - pytorch=1.13.1\n";
    assertThat(torch(Map.of("docker/environment.yml", pinned, "requirements.txt", "torch\n")))
        .isEqualTo(">=1.13.1,<1.13.2 docker/environment.yml");
    assertThat(torch(Map.of("scripts/gpu_environment.yml", pinned, "requirements.txt", "torch>=2")))
        .isEqualTo(">=2.0 requirements.txt");
    assertThat(torch(Map.of("other/environment.yml", pinned))).isEqualTo("any ");
  }

  @Test
  void theNearestDirectorySpeaks() {
    Map<String, String> files =
        Map.of(
            "requirements.txt", "torch==1.13\nnumpy==1.23",
            "examples/requirements.txt", "torch>=2.0",
            "examples/train.py", "import torch");
    assertThat(stated(files, "examples/train.py", "torch"))
        .isEqualTo(">=2.0 examples/requirements.txt");
    assertThat(stated(files, "examples/train.py", "numpy")).isEqualTo("==1.23 requirements.txt");
  }

  @Test
  void severalFilesOfADirectoryAllAllow() {
    assertThat(
            torch(
                Map.of(
                    "requirements.txt",
                    "torch==2.1",
                    "setup.py",
                    "f(install_requires=['torch>=1.8'])")))
        .isEqualTo(">=1.8 requirements.txt setup.py");
  }

  @Test
  void whereNothingIsSaidAllIsAllowed() {
    assertThat(torch(Map.of("requirements.txt", "torch\nnumpy==1.2"))).isEqualTo("any ");
    assertThat(torch(Map.of("environment.yml", "- [*x, {", "pyproject.toml", "= =")))
        .isEqualTo("any ");
  }

  private static String torch(Map<String, String> files) {
    return stated(files, "main.py", "torch");
  }

  private static String stated(Map<String, String> files, String checked, String distribution) {
    Map<String, String> all = new TreeMap<>(files);
    all.putIfAbsent(checked, "");
    Project project =
        new Project(new MemoryTree(all), new PythonFrontend()::parse, Frameworks.all());
    Requirements.Stated stated =
        new Requirements(project)
            .of(
                project.module(MemoryTree.ROOT.resolve(checked)).orElseThrow(),
                Set.of(distribution));
    return stated.range() + " " + String.join(" ", stated.sources());
  }
}
