using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clinic.ArchitectureTests;

/// <summary>How much a file does, however it is laid out.</summary>
static class Statements
{
    /// <summary>
    /// Statements of a file (a block is none), and what counts as one: the expression that a member or a lambda consists of, an arm of
    /// a switch, a field or property that begins with a value.
    /// </summary>
    public static int Of(string file) =>
        CSharpSyntaxTree
            .ParseText(File.ReadAllText(file))
            .GetRoot()
            .DescendantNodes()
            .Count(node =>
                node is StatementSyntax and not BlockSyntax and not LocalFunctionStatementSyntax
                || node is ArrowExpressionClauseSyntax or SwitchExpressionArmSyntax
                || node
                    is EqualsValueClauseSyntax
                    {
                        Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax }
                    }
                || node is LambdaExpressionSyntax { ExpressionBody: not null }
            );

    /// <summary>The lines on which a tuple of more than three is assigned to a tuple.</summary>
    public static IEnumerable<int> WideAssignments(string file) =>
        from assignment in CSharpSyntaxTree
            .ParseText(File.ReadAllText(file))
            .GetRoot()
            .DescendantNodes()
            .OfType<AssignmentExpressionSyntax>()
        where assignment is { Left: TupleExpressionSyntax { Arguments.Count: > 3 }, Right: TupleExpressionSyntax }
        select assignment.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
