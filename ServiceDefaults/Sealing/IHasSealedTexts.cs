namespace Clinic.ServiceDefaults;

/// <summary>A row with texts about somebody that only the service can read: its properties of type <see cref="SealedText"/>.</summary>
public interface IHasSealedTexts
{
    /// <summary>
    /// Under whose data key its texts are sealed: a person, or the matter they belong to. Read when the row is saved; a row whose subject
    /// becomes another one later stays readable.
    /// </summary>
    Guid SubjectId { get; }
}
