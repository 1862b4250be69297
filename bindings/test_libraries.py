"""Tests of the checks of the libraries for apps."""

import pytest
from android import ABIS, Android, symbols
from library import Linker, declared, version_script

ARM, ARM64, _ = ABIS
ROWS = ["# comment", "libc abort 0 0 0", "libc getrandom 28 28 28", "libdl dl_iterate_phdr 21 0 0", "libc old 0 - -"]
TABLE = "\n".join(ROWS).replace(" ", "\t").replace("#\t", "# ")


def test_a_header_declares_functions():
    header = """#define UNIFFI_FFIDEF_UNIFFI_AICC_FFI_FN_A
        uint64_t uniffi_aicc_ffi_fn_a(uint64_t handle\n);
        RustBuffer ffi_aicc_ffi_b(void\n);\nvoid other(void);"""
    functions = declared(header)
    assert functions == {"ffi_aicc_ffi_b", "uniffi_aicc_ffi_fn_a"}
    script = "{\nglobal:\n  ffi_aicc_ffi_b;\n  uniffi_aicc_ffi_fn_a;\nlocal:\n  *;\n};\n"
    assert version_script(functions) == script


def test_a_compiler_passes_options_on():
    assert Linker("cc", [], [], is_compiler=True).option("-z,now") == ["-Wl,-z,now"]
    assert Linker("lld", [], [], is_compiler=False).option("-z,now") == ["-z", "now"]


@pytest.mark.parametrize(
    ("name", "is_weak", "abi", "fault"),
    [
        ("abort", False, ARM, None),
        ("getrandom", True, ARM, None),
        ("getrandom", False, ARM, "from API 28"),
        ("dl_iterate_phdr", False, ARM, "from API 21"),
        ("dl_iterate_phdr", False, ARM64, None),
        ("old", False, ARM, None),
        ("old", True, ARM64, "does not have for arm64-v8a"),
        ("memfd_create", False, ARM, "does not list"),
    ],
)
def test_a_symbol_is_old_enough_or_weak(name, is_weak, abi, fault):
    faults = Android(20, symbols(TABLE)).faults_of_import(name, is_weak, abi)
    assert fault in faults[0] if fault else not faults


@pytest.mark.parametrize("row", ["libc\tabort\t0\t0\n", "libc\tabort\t0\t0\tnew\n", "libc\n"])
def test_a_row_has_a_level_for_each_abi(row):
    with pytest.raises(ValueError, match=r"each ABI|invalid literal|not enough values"):
        symbols(row)
