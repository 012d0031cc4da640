/** Brings the person to the first field that needs a change. Fields carry their path in `data-path`. */
export function focusFirstTrouble(form: HTMLElement | null, troubles: Record<string, string>): void {
  for (const field of form?.querySelectorAll<HTMLElement>('[data-path]') ?? []) {
    if (!troubles[field.dataset['path'] ?? '']) continue
    const control = field.matches('input, textarea') ? field : field.querySelector<HTMLElement>('input')
    control?.focus()
    return
  }
}
