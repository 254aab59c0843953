namespace Clinic.Feedback.Complaints;

/// <summary>Who or what is at fault .</summary>
public enum ResponsibleKind
{
    Nobody,
    Person,
    Department,
    Process,
}

/// <summary>The party an investigation found responsible: nobody, a person, a department or a process .</summary>
public sealed record Responsible(ResponsibleKind Kind, Guid? PersonId = null, Guid? DepartmentId = null)
{
    /// <summary>A person, or nobody.</summary>
    public static Responsible Of(Guid? person) => new(person is null ? ResponsibleKind.Nobody : ResponsibleKind.Person, person);
}
