namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>The checks that all forms of a front page have in common.</summary>
static class PersonDetails
{
    /// <summary>The document that was shown; null when there was none, or its number cannot be.</summary>
    public static IdDocument? Document(this IPersonDetails details) =>
        details.IdNumber is { } number ? IdDocument.Read(number, details.IdKind, details.IdIssuedBy).Document : null;

    /// <summary>What is wrong with phone and document by themselves.</summary>
    /// <param name="isWhole">True when one of the two, phone or why there is none, has to be there by now.</param>
    public static IEnumerable<ValidationResult> Objections(this IPersonDetails details, bool isWhole)
    {
        var says = (details.Phone is not null ? 1 : 0) + (details.NoPhone is not null ? 1 : 0);
        if (says > 1 || (isWhole && says == 0))
            yield return new(
                "Give a telephone number, or with noPhone why there is none "
                    + $"({string.Join(", ", Enum.GetNames<NoPhoneBecause>())}), one of the two.",
                [nameof(details.Phone)]
            );
        if (details.IdNumber is null)
        {
            if (details.IdKind is not null || details.IdIssuedBy is not null)
                yield return new("This is missing; give the number of the document.", [nameof(details.IdNumber)]);
        }
        else if (IdDocument.Read(details.IdNumber, details.IdKind, details.IdIssuedBy).Objection is { } objection)
            yield return new(objection, [nameof(details.IdNumber)]);
    }

    /// <summary>Null when a person with this document can be the one of the page on this day of the branch.</summary>
    /// <param name="mismatchReason">Why page and document both stand as they are, from whoever saw them.</param>
    public static Refusal? CheckDocument(this IdDocument? document, DateOnly? born, Sex? sex, string? mismatchReason, DateOnly today)
    {
        if (document?.BornOn > today)
            return ClientRecordRefusals.DocumentOfUnborn;
        var mismatches = document.MismatchesWith(born, sex);
        return mismatches.Count > 0 && mismatchReason is null ? ClientRecordRefusals.DocumentContradictsPage(mismatches) : null;
    }

    /// <summary>In what the number says otherwise than the page; what either leaves open contradicts nothing.</summary>
    public static IReadOnlyList<PageMismatch> MismatchesWith(this IdDocument? document, DateOnly? born, Sex? sex)
    {
        List<PageMismatch> found = [];
        if (document?.BornOn is { } numbered && born is not null && numbered != born)
            found.Add(PageMismatch.BirthDate);
        if (document?.IsMale is { } isMale && sex is (Sex.Female or Sex.Male) && isMale != (sex == Sex.Male))
            found.Add(PageMismatch.Sex);
        return found;
    }
}
