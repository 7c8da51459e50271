class Message:
    def __init__(self, op, left, right, out):
        self.op = op
        self.left = left
        self.right = right
        self.out = out


class Reduction:
    def __init__(self, msg, out):
        self.msg = msg
        self.out = out


def copy_u(u, out):
    return Message("copy", ("u", u), None, out)


def copy_src(src, out):
    return Message("copy", ("u", src), None, out)


def copy_e(e, out):
    return Message("copy", ("e", e), None, out)


def copy_edge(edge, out):
    return Message("copy", ("e", edge), None, out)


def u_add_v(lhs_field, rhs_field, out):
    return Message("add", ("u", lhs_field), ("v", rhs_field), out)


def u_sub_v(lhs_field, rhs_field, out):
    return Message("sub", ("u", lhs_field), ("v", rhs_field), out)


def u_mul_v(lhs_field, rhs_field, out):
    return Message("mul", ("u", lhs_field), ("v", rhs_field), out)


def u_div_v(lhs_field, rhs_field, out):
    return Message("div", ("u", lhs_field), ("v", rhs_field), out)


def u_dot_v(lhs_field, rhs_field, out):
    return Message("dot", ("u", lhs_field), ("v", rhs_field), out)


def v_dot_u(lhs_field, rhs_field, out):
    return Message("dot", ("v", lhs_field), ("u", rhs_field), out)


def v_sub_u(lhs_field, rhs_field, out):
    return Message("sub", ("v", lhs_field), ("u", rhs_field), out)


def v_mul_e(lhs_field, rhs_field, out):
    return Message("mul", ("v", lhs_field), ("e", rhs_field), out)


def u_add_e(lhs_field, rhs_field, out):
    return Message("add", ("u", lhs_field), ("e", rhs_field), out)


def u_mul_e(lhs_field, rhs_field, out):
    return Message("mul", ("u", lhs_field), ("e", rhs_field), out)


def src_mul_edge(src, edge, out):
    return Message("mul", ("u", src), ("e", edge), out)


def e_add_v(lhs_field, rhs_field, out):
    return Message("add", ("e", lhs_field), ("v", rhs_field), out)


def e_sub_v(lhs_field, rhs_field, out):
    return Message("sub", ("e", lhs_field), ("v", rhs_field), out)


def e_mul_v(lhs_field, rhs_field, out):
    return Message("mul", ("e", lhs_field), ("v", rhs_field), out)


def e_div_v(lhs_field, rhs_field, out):
    return Message("div", ("e", lhs_field), ("v", rhs_field), out)


def e_div_u(lhs_field, rhs_field, out):
    return Message("div", ("e", lhs_field), ("u", rhs_field), out)


def sum(msg, out):
    return Reduction(msg, out)


def mean(msg, out):
    return Reduction(msg, out)


def max(msg, out):
    return Reduction(msg, out)


def min(msg, out):
    return Reduction(msg, out)
