from setuptools import find_packages, setup

setup(
    name="rehearsal",
    version="0.1.0",
    packages=find_packages(),
    install_requires=["torch>=2.0", "numpy"],
    extras_require={"dev": ["pytest"]},
)
