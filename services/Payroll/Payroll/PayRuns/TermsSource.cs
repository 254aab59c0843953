using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clinic.Payroll.Employees;

namespace Clinic.Payroll.PayRuns;

/// <summary>What kind of decision changed somebody's terms.</summary>
public enum TermsSourceKind
{
    /// <summary>Base grade and base pay from a day on.</summary>
    PayTerm,

    /// <summary>From when until when the person is employed.</summary>
    Employment,
}

/// <summary>
/// A decision on which somebody's pay stands and that no ledger has a line of. It has an id like a line, so that a delta names it and one
/// locked run takes it in.
/// </summary>
/// <param name="Number">Which term of pay, or which version of the employment.</param>
public sealed record TermsSource(Guid Id, TermsSourceKind Kind, int Number, DateOnly From, DateOnly? LastDay = null)
{
    /// <summary>The agreement on a term of pay.</summary>
    public static TermsSource Of(Guid person, PayTerm term) =>
        new(IdOf(person, TermsSourceKind.PayTerm, term.Number), TermsSourceKind.PayTerm, term.Number, term.From);

    /// <summary>The employment as it stands at a version.</summary>
    public static TermsSource Of(PaidEmployment employment) =>
        new(
            IdOf(employment.PersonId, TermsSourceKind.Employment, employment.Version),
            TermsSourceKind.Employment,
            employment.Version,
            employment.Hired,
            employment.LastDay
        );

    // The same decision has the same id whoever works out, so that two drafts cannot both take it in.
    static Guid IdOf(Guid person, TermsSourceKind kind, int number) =>
        new(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{person} {kind} {number}"))).AsSpan(0, 16),
            bigEndian: true
        );
}
