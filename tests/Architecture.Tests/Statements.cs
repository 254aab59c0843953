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
}
